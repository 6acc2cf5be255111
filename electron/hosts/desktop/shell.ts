import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { checkLink } from '../../desk/links.ts'
import { readPageFiles } from '../browser/page-files.ts'
import { createClosing, type Closing } from './closing.ts'
import { reloadAfterCrash } from './crash.ts'
import { createDesktopHost } from './dialogs.ts'
import { guardSession } from './guard.ts'
import { registerIpc } from './ipc.ts'
import { createLastPlaces } from './last-places.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { keepMenu } from './menu-keeper.ts'
import { notifyOfEnds } from './notifications.ts'
import { stayAwakeWhileRunning } from './power.ts'
import { showProgress } from './progress.ts'
import { servePage, servePictures } from './protocol.ts'
import { createRecentFolders, type RecentFolders } from './recent-folders.ts'
import { createSenderGuard } from './sender-guard.ts'
import { watchSettings, type SettingsWatch } from './settings-watch.ts'
import type { OpenedDesk, Prepared, StartedParts } from './start.ts'
import { followTheme } from './theme.ts'
import { createPageLine, type PageLine } from './to-page.ts'
import { createWindowHolder, type WindowHolder } from './window-holder.ts'
import { openWindow } from './window.ts'
import { wordsFor, type Words } from './words.ts'

export interface Shell {
  /** Brings the window to the front; while the app leaves, it starts again afterwards. */
  show(): void
  addPaths(paths: readonly string[]): void
}

interface ShellParts extends StartedParts {
  readonly opened: OpenedDesk
  readonly settings: SettingsWatch
  readonly holder: WindowHolder
  readonly line: PageLine
  readonly words: () => Words
  readonly leaving: Leaving
  readonly recent: RecentFolders
  /** Adds what came by way of this host, and remembers its folders; while the app leaves, the next start does. */
  readonly addPaths: (paths: readonly string[]) => void
}

/** Opens library and window, in this order, and connects them. Electron has to be ready. */
export async function openShell(parts: StartedParts, prepared: Prepared): Promise<Shell> {
  const { electron, paths, log } = parts
  const { app, ipcMain, protocol, session } = electron
  guardSession(session.defaultSession)
  servePage(protocol, await readPageFiles(paths.page))

  const holder = createWindowHolder(() => openWindowOf(shellParts, closing))
  let language: Parameters<typeof wordsFor>[0] = null
  const words = (): Words => wordsFor(language, app.getLocale())
  const recent = createRecentFolders(ownFile(parts, 'recent'), log)
  const lastPlaces = createLastPlaces(ownFile(parts, 'dialogs'), log)
  const onAdded = (added: readonly string[]): void => void recent.note(added)
  const host = createDesktopHost({ electron, window: holder.current, words, onAdded, lastPlaces })
  const opened = await parts.open(host, { ...prepared, log })
  const { desk } = opened
  const settings = await watchSettings(desk)
  settings.onChange((changed) => {
    language = changed.language
  })

  const line = createPageLine(holder.current)
  const leaving = leavingOf({ ...parts, opened, holder })
  const addPaths = (added: readonly string[]): void => {
    if (leaving.hasBegun()) return leaving.comeBack(added)
    desk.addPaths(added)
    onAdded(added)
  }
  const shellParts = { ...parts, opened, settings, holder, line, words, leaving, recent, addPaths }
  const closing = closingOf(shellParts)
  const show = (): void => (leaving.hasBegun() ? leaving.comeBack() : holder.show())
  servePictures(protocol, { desk, log })
  const isTrusted = createSenderGuard(() => holder.current()?.webContents ?? null)
  const ours = { dispatch: desk.dispatch, addPaths }
  registerIpc({ ipcMain, desk: ours, isTrusted, onPageListens: line.listens, log })
  desk.onEvent(line.send)
  connect(shellParts, show)
  listen(shellParts, { closing, show })
  desk.begin()
  holder.show()
  return { show, addPaths }
}

/** What this host keeps for itself; it goes along when the library is moved, which Chromium's own files do not. */
function ownFile({ libraryFolder }: Pick<StartedParts, 'libraryFolder'>, name: string): string {
  return join(libraryFolder, 'desktop', `${name}.json`)
}

function openWindowOf(parts: ShellParts, closing: Closing): BrowserWindow {
  const { electron, log, paths, line, words, leaving } = parts
  const window = openWindow({ electron, preload: paths.preload, statePath: ownFile(parts, 'place'), log })
  line.follow(window.webContents)
  window.on('close', (event) => closing.windowCloses(event))
  window.on('show', () => closing.windowShown())
  window.on('query-session-end', (event) => closing.sessionEnds(event))
  window.on('session-end', () => void leaving.leave())
  reloadAfterCrash(window, { app: electron.app, dialog: electron.dialog, sendEvent: line.send, words, log })
  return window
}

function leavingOf({
  electron,
  holder,
  log,
  opened,
  relaunch,
}: Pick<ShellParts, 'electron' | 'holder' | 'log' | 'opened' | 'relaunch'>): Leaving {
  const journal = async (): Promise<void> => {
    await opened.desk.leave()
    await opened.close()
    await log.flush()
  }
  return createLeaving({ app: electron.app, relaunch, window: holder.current, log, journal })
}

function closingOf({ electron, machine, holder, words, log, opened, leaving }: ShellParts): Closing {
  const { dialog } = electron
  const { platform } = machine
  return createClosing({ dialog, platform, window: holder.current, words, log, desk: opened.desk, leaving })
}

/** Everything the system shows of a run, and the menu. */
function connect(parts: ShellParts, show: () => void): void {
  const { electron, machine, opened, settings, holder, line, words, log, recent, addPaths } = parts
  const { app, Menu, nativeTheme, Notification, powerSaveBlocker, shell } = electron
  const { desk } = opened
  followTheme({ nativeTheme, settings, window: holder.current })
  stayAwakeWhileRunning(powerSaveBlocker, desk)
  const progress = showProgress({ app, desk, window: holder.current })
  // A window has a place on the taskbar only once it is shown.
  app.on('browser-window-created', (_event, window) => window.on('show', progress.refresh))
  notifyOfEnds({
    Notification,
    desk,
    settings,
    words,
    isFocused: () => holder.current()?.isFocused() ?? false,
    isLeaving: parts.leaving.hasBegun,
    onClick: (batchId) => {
      show()
      line.send({ name: 'show-batch', payload: { batchId } })
    },
    log,
  })
  keepMenu({
    app,
    Menu,
    settings,
    recent,
    words,
    platform: machine.platform,
    isPackaged: app.isPackaged,
    send: (command) => {
      show()
      line.send({ name: 'command', payload: command })
    },
    openFolder: (path) => {
      show()
      addPaths([path])
    },
    openLink: (url) => {
      shell.openExternal(checkLink(url)).catch((thrown: unknown) => log.warn('A link cannot be opened', thrown))
    },
  })
}

function listen(
  { electron, machine, leaving }: ShellParts,
  { closing, show }: { closing: Closing; show: () => void },
): void {
  const { app, powerMonitor } = electron
  app.on('before-quit', (event) => closing.appQuits(event))
  app.on('window-all-closed', () => {
    if (machine.platform !== 'darwin') app.quit()
  })
  app.on('activate', show)
  // Electron hands an event over that its types leave out; preventing it gives us the time to journal.
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault()
    void leaving.leave()
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leaving.leave())
}
