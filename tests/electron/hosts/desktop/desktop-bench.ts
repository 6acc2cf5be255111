import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { BatchRow } from '../../../../shared/ipc/rows.ts'
import type { SettingsView } from '../../../../shared/ipc/settings-view.ts'
import type { Handlers } from '../../../../electron/ipc/dispatch.ts'
import { startDesktop, type DesktopParts } from '../../../../electron/hosts/desktop/start.ts'
import type { Logger } from '../../../../electron/log/logger.ts'
import { createFakeDesk } from '../../../support/fake-desk.ts'
import { createFakeElectron, type FakeElectronOptions } from '../../../support/fake-electron.ts'
import type { FakeWindow } from '../../../support/fake-electron-window.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

export const settings: SettingsView = {
  mode: 'paid',
  theme: 'system',
  language: 'en',
  caps: { dayUsd: null, monthUsd: null, batchUsd: null },
  outputFolder: null,
  recentFolders: [],
  concurrency: { runflow: 4, aimlapi: 4, local: 2 },
  uploadGps: false,
  notifications: true,
  libraryFolder: '/library',
}

export function buildBatch(overrides: Partial<BatchRow> = {}): BatchRow {
  const zero = 0n as never as BatchRow['charged'] // Money of any kind; nothing here looks at it.
  return {
    id: 'batch-1',
    number: 12,
    mode: 'paid',
    model: 'local/adjust',
    prompt: '',
    status: 'running',
    pause: null,
    counts: {},
    total: 10,
    charged: zero,
    reserved: zero,
    atStake: zero,
    toSpend: zero,
    perItem: zero,
    worstCase: zero,
    cap: null,
    outputFolder: '/results',
    createdAt: '2026-03-01T10:00:00.000Z',
    finishedAt: null,
    activity: 'running',
    etaMs: null,
    pictures: [],
    ...overrides,
  }
}

export function createFakeLog() {
  const lines: { readonly level: string; readonly message: string; readonly details: unknown }[] = []
  const at = (level: string) => (message: string, details?: unknown) => void lines.push({ level, message, details })
  const logger: Logger = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    addSecret: () => undefined,
    flush: () => Promise.resolve(),
    lostLines: () => 0,
  }
  return { logger, lines }
}

interface BenchOptions extends FakeElectronOptions {
  readonly argv?: readonly string[]
  readonly answers?: Partial<Handlers>
  readonly appImage?: string
  readonly cwd?: string
  readonly open?: DesktopParts['open']
  readonly locate?: DesktopParts['locate']
  readonly prepare?: DesktopParts['prepare']
  readonly backups?: DesktopParts['backups']
  readonly platform?: 'win32' | 'darwin' | 'linux'
}

/** A desktop host over a fake Electron and a fake desk, not started yet. */
export function createDesktopBench({ argv = ['lightbench'], answers = {}, ...options }: BenchOptions = {}) {
  const folder = temporaryFolder()
  const libraryFolder = join(folder, 'library')
  const page = join(folder, 'page')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(page, 'index.html'), '<!doctype html><title>Lightbench</title>')
  writeFileSync(join(page, 'assets', 'main.js'), 'export {}')
  const fake = createFakeElectron({ appData: join(folder, 'app-data'), ...options })
  const desk = createFakeDesk({ 'settings:read': () => settings, ...answers })
  const log = createFakeLog()
  const { begin } = desk
  desk.begin = () => {
    fake.calls.push('desk.begin')
    begin()
  }
  const parts: DesktopParts = {
    electron: fake.electron,
    machine: {
      platform: options.platform ?? 'linux',
      argv,
      cwd: options.cwd ?? folder,
      appImage: options.appImage ?? null,
    },
    paths: { page, preload: join(folder, 'preload.cjs') },
    locate: options.locate ?? (() => libraryFolder),
    openLog: () => log.logger,
    prepare: options.prepare ?? ((found) => Promise.resolve({ libraryFolder: found, failure: null })),
    open: (host, prepared) => {
      fake.calls.push('open')
      return (options.open ?? (() => Promise.resolve({ desk, close })))(host, prepared)
    },
    backups: options.backups ?? { newest: () => null, restore: () => Promise.reject(new Error('There is none.')) },
  }
  let closes = 0
  function close(): Promise<void> {
    closes += 1
    fake.calls.push('library.close')
    return Promise.resolve()
  }
  const start = async (): Promise<void> => {
    const starting = startDesktop(parts)
    fake.app.becomeReady()
    await starting
  }
  return { folder, libraryFolder, fake, desk, log, parts, start, closes: () => closes, page }
}
export type DesktopBench = ReturnType<typeof createDesktopBench>

/** Starts it and brings its first window to the screen. */
export async function startedBench(options: BenchOptions = {}) {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const before = new Map(signals.map((signal) => [signal, process.listeners(signal)]))
  const bench = createDesktopBench(options)
  await bench.start()
  // The host listens to signals for good; the next test must not hear them.
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (before.get(signal)?.includes(listener) !== true) process.off(signal, listener)
    }
  }
  const window = bench.fake.windows[0]!
  window.emit('ready-to-show')
  listens(bench, window)
  const runs = (row: Partial<BatchRow> = {}, progress = 0.25): void =>
    bench.desk.tell({ running: [buildBatch(row)], progress })
  const ends = (): void => bench.desk.tell({ running: [], progress: null })
  const hasQuit = (): Promise<void> => vi.waitFor(() => expectQuit(bench.fake.app.hasQuit))
  return { ...bench, window, runs, ends, hasQuit }
}

/** As the page does once it hears events. */
export function listens({ fake }: Pick<DesktopBench, 'fake'>, { webContents }: FakeWindow): void {
  void fake.ipcHandlers.get('intake:read')!({ sender: webContents, senderFrame: webContents.mainFrame }, undefined)
}

function expectQuit(hasQuit: boolean): void {
  if (!hasQuit) throw new Error('It has not quit yet.')
}

/** Lets everything that waits for nothing but its turn happen. */
export function turns(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve))
  })
}
