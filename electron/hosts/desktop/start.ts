import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nextSteps, toFailure } from '../../../shared/errors.ts'
import { version } from '../../../shared/version.ts'
import type { Desk, DeskHost } from '../../desk/desk.ts'
import { outputFailure } from '../../library/output-failure.ts'
import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron, Platform } from './desktop-electron.ts'
import { guardContents } from './guard.ts'
import { collectOpenedFiles, pathsFromArguments, type HandedOver } from './open-files.ts'
import { registerSchemes } from './protocol.ts'
import { openShell, type Shell } from './shell.ts'
import { wordsFor } from './words.ts'

export interface OpenedDesk {
  readonly desk: Desk
  /** Closes the library, after `leave`. */
  close(): Promise<void>
}

export interface DesktopParts {
  readonly electron: DesktopElectron
  readonly machine: { readonly platform: Platform; readonly argv: readonly string[]; readonly cwd: string }
  readonly libraryFolder: string
  readonly paths: { readonly page: string; readonly preload: string }
  readonly log: Logger
  /** Opens the library. What it throws ends the start, with its words shown. */
  open(host: DeskHost): Promise<OpenedDesk>
}

/** As in the packaged app; Windows shows notifications only under the name its shortcut has. */
const appId = 'app.lightbench.desktop'

/**
 * Starts the desktop app. What Electron wants before it is ready happens before this first waits, so that it must be
 * called while the entry is loaded and not be awaited there: Electron becomes ready only after that.
 */
export async function startDesktop(parts: DesktopParts): Promise<void> {
  const { app, protocol } = parts.electron
  try {
    // A window's own files lie with its library, so that two libraries can be open side by side.
    app.setPath('userData', makeProfileFolder(parts.libraryFolder))
    const fromStart = pathsFromArguments({ ...parts.machine, isPackaged: app.isPackaged })
    if (!app.requestSingleInstanceLock({ paths: fromStart } satisfies HandedOver)) return app.quit()
    registerSchemes(protocol)
    app.enableSandbox()
    guardContents(app)
    let shell: Shell | null = null
    const opened = collectOpenedFiles({ app, fromStart, onSecondStart: () => shell?.show() })
    await app.whenReady()
    app.setAppUserModelId(appId)
    app.setAboutPanelOptions({ applicationName: 'Lightbench', applicationVersion: version })
    shell = await openShell(parts)
    opened.deliverTo(shell.addPaths)
  } catch (thrown) {
    await giveUp(thrown, parts)
  }
}

function makeProfileFolder(libraryFolder: string): string {
  const folder = join(libraryFolder, 'window')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

async function giveUp(thrown: unknown, { electron: { app, dialog }, libraryFolder, log }: DesktopParts): Promise<void> {
  const failure = toFailure(outputFailure(thrown, libraryFolder))
  log.error('The start failed', thrown)
  await log.flush()
  const { cannotStart } = wordsFor(null, app.getLocale())
  dialog.showErrorBox(cannotStart, `${failure.message}\n\n${nextSteps[failure.code]}`)
  app.exit(1)
}
