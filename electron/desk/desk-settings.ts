import type { Mode } from '../../shared/domain/item.ts'
import type { Inputs } from '../../shared/ipc/inputs.ts'
import type { FolderView } from '../../shared/ipc/rows.ts'
import { concurrencyLimits, type SettingsView } from '../../shared/ipc/settings-view.ts'
import type { App } from '../app.ts'
import { standardLimits } from '../batches/run/open-run.ts'
import { readCap } from '../batches/plan/read-cap.ts'
import type { PathIds } from '../pictures/path-ids.ts'
import { mostRecentFolders, type Settings } from '../settings/settings-schema.ts'

type Change = Inputs['settings:write']

/** The settings as the window shows and changes them. */
export interface DeskSettings {
  /** Resolves when `mode` is what the settings say. Never rejects: a broken file is told by whoever reads it. */
  readonly ready: Promise<void>
  /** Where results go by the settings as last read. */
  outputFolder(): string | null
  /** As last read; `paid` while the settings cannot be read, which spends nothing either. */
  mode(): Mode
  /** Throws `invalid-request` or `file-unreadable` for a file that cannot be understood. */
  read(): Promise<SettingsView>
  /** Changes what is named and leaves the rest. */
  write(change: Change): Promise<SettingsView>
  /** Puts a folder first among those offered again. */
  rememberFolder(folder: string): Promise<void>
}

interface Dependencies {
  readonly app: Pick<App, 'settings' | 'libraryFolder'>
  readonly pathIds: PathIds
  readonly onChanged: (view: SettingsView) => void
  readonly onMode: (mode: Mode) => void
}

export function createDeskSettings({ app, pathIds, onChanged, onMode }: Dependencies): DeskSettings {
  let mode: Mode = 'paid'
  let outputFolder: string | null = null
  const settings: DeskSettings = {
    ready: app.settings.read().then(
      (read) => take(read),
      () => undefined, // Told in words by `read`, as often as somebody asks.
    ),
    outputFolder: () => outputFolder,
    mode: () => mode,
    read: async () => {
      const read = await app.settings.read()
      take(read)
      return toView(read)
    },
    write: (change) => update((before) => applyChange(before, change, pathIds)),
    rememberFolder: async (folder) => {
      await update((before) => ({ ...before, output: { ...before.output, recent: withFirst(before, folder) } }))
    },
  }
  return settings

  async function update(change: (before: Settings) => Settings): Promise<SettingsView> {
    const after = await app.settings.update(change)
    const view = toView(after)
    take(after)
    onChanged(view)
    return view
  }

  function take({ window, output }: Settings): void {
    outputFolder = output.folder
    if (window.mode === mode) return
    mode = window.mode
    onMode(mode)
  }

  function toView({ caps, output, upload, concurrency, window }: Settings): SettingsView {
    return {
      mode: window.mode,
      theme: window.theme,
      language: window.language,
      notifications: window.notifications,
      caps: { dayUsd: caps.dayUsd, monthUsd: caps.monthUsd, batchUsd: caps.batchUsd },
      outputFolder: output.folder === null ? null : toFolderView(output.folder, pathIds),
      recentFolders: output.recent.map((path) => toFolderView(path, pathIds)),
      concurrency: {
        runflow: concurrency.runflow ?? standardMost('runflow'),
        aimlapi: concurrency.aimlapi ?? standardMost('aimlapi'),
        local: concurrency.local ?? standardMost('local'),
      },
      uploadGps: upload.gps,
      libraryFolder: app.libraryFolder,
    }
  }
}

function toFolderView(path: string, pathIds: PathIds): FolderView {
  return { id: pathIds.idOf(path), path }
}

function standardMost(provider: keyof typeof standardLimits): number {
  return Math.min(standardLimits[provider].most, concurrencyLimits.max)
}

function applyChange(before: Settings, change: Change, pathIds: PathIds): Settings {
  const { caps, outputFolder, uploadGps, concurrency, mode, theme, language, notifications } = change
  const folder = outputFolder === undefined || outputFolder === null ? outputFolder : pathIds.find(outputFolder)
  return {
    ...before,
    caps: caps === undefined ? before.caps : { ...before.caps, ...plainCaps(caps) },
    output: { ...before.output, ...(folder === undefined ? {} : { folder }) },
    upload: { ...before.upload, ...(uploadGps === undefined ? {} : { gps: uploadGps }) },
    concurrency: { ...before.concurrency, ...concurrency },
    window: {
      ...before.window,
      ...(mode === undefined ? {} : { mode }),
      ...(theme === undefined ? {} : { theme }),
      ...(language === undefined ? {} : { language }),
      ...(notifications === undefined ? {} : { notifications }),
    },
  }
}

function plainCaps({ dayUsd, monthUsd, batchUsd }: NonNullable<Change['caps']>): NonNullable<Change['caps']> {
  return { dayUsd: plainCap(dayUsd), monthUsd: plainCap(monthUsd), batchUsd: plainCap(batchUsd) }
}

/** As it is typed, without what the file does not take. */
function plainCap(text: string | null): string | null {
  if (text === null) return null
  readCap(text)
  return text.trim().replace(/^[$+]/, '')
}

function withFirst({ output }: Settings, folder: string): string[] {
  return [folder, ...output.recent.filter((other) => other !== folder)].slice(0, mostRecentFolders)
}
