import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { checkLink } from '../../desk/links.ts'
import { readPageFiles } from '../browser/page-files.ts'
import { createClosing, type Closing } from './closing.ts'
import { reloadAfterCrash } from './crash.ts'
import { createDesktopHost } from './dialogs.ts'
import { guardSession } from './guard.ts'
import { createEventSender, registerIpc, type SendEvent } from './ipc.ts'
import { createLeaving, type Leaving } from './leaving.ts'
import { keepMenu } from './menu-keeper.ts'
import { notifyOfEnds } from './notifications.ts'
import { stayAwakeWhileRunning } from './power.ts'
import { showProgress } from './progress.ts'
import { servePage, servePictures } from './protocol.ts'
import { createRecentFolders, type RecentFolders } from './recent-folders.ts'
import { createSenderGuard } from './sender-guard.ts'
import { watchSettings, type SettingsWatch } from './settings-watch.ts'
import type { DesktopParts, OpenedDesk } from './start.ts'
import { followTheme } from './theme.ts'
import { createWindowHolder, type WindowHolder } from './window-holder.ts'
import { openWindow } from './window.ts'
import { wordsFor, type Words } from './words.ts'

export interface Shell {
  /** Brings the window to the front; while the app leaves, it starts again afterwards. */
  show(): void
  addPaths(paths: readonly string[]): void
}

interface ShellParts extends DesktopParts {
  readonly opened: OpenedDesk
  readonly settings: SettingsWatch
  readonly holder: WindowHolder
  readonly sendEvent: SendEvent
  readonly words: () => Words
  readonly leaving: Leaving
  readonly recent: RecentFolders
  /** Adds what came by way of this host, and remembers its folders. */
  readonly addPaths: (paths: readonly string[]) => void
}

/** Opens library and window, in this order, and connects them. Electron has to be ready. */
export async function openShell(parts: DesktopParts): Promise<Shell> {
  const { electron, paths, log } = parts
  const { app, ipcMain, protocol, session } = electron
  guardSession(session.defaultSession)
  servePage(protocol, await readPageFiles(paths.page))

  const holder = createWindowHolder(() => openWindowOf(shellParts, closing))
  let language: Parameters<typeof wordsFor>[0] = null
  const words = (): Words => wordsFor(language, app.getLocale())
  const recent = createRecentFolders(join(parts.libraryFolder, 'window', 'recent.json'), log)
  const onAdded = (added: readonly string[]): void => void recent.note(added)
  const opened = await parts.open(createDesktopHost({ electron, window: holder.current, words, onAdded }))
  const { desk } = opened
  const settings = await watchSettings(desk)
  settings.onChange((changed) => {
    language = changed.language
  })

  const sendEvent = createEventSender(holder.current)
  const addPaths = (added: readonly string[]): void => {
    desk.addPaths(added)
    onAdded(added)
  }
  const leaving = leavingOf({ ...parts, opened, holder })
  const shellParts = { ...parts, opened, settings, holder, sendEvent, words, leaving, recent, addPaths }
  const closing = closingOf(shellParts)
  const show = (): void => (leaving.hasBegun() ? leaving.comeBack() : holder.show())
  servePictures(protocol, { desk, log })
  const isTrusted = createSenderGuard(() => holder.current()?.webContents ?? null)
  registerIpc({ ipcMain, desk: { dispatch: desk.dispatch, addPaths }, isTrusted, log })
  desk.onEvent(sendEvent)
  connect(shellParts, show)
  listen(shellParts, { closing, show })
  desk.begin()
  holder.show()
  return { show, addPaths }
}

function openWindowOf(parts: ShellParts, closing: Closing): BrowserWindow {
  const { electron, libraryFolder, log, paths, sendEvent, words, leaving } = parts
  const statePath = join(libraryFolder, 'window', 'place.json')
  const window = openWindow({ electron, preload: paths.preload, statePath, log })
  window.on('close', (event) => closing.windowCloses(event))
  window.on('show', () => closing.windowShown())
  // Windows ends the session in a moment and asks nobody.
  window.on('query-session-end', () => void leaving.leave())
  window.on('session-end', () => void leaving.leave())
  reloadAfterCrash(window, { app: electron.app, dialog: electron.dialog, sendEvent, words, log })
  return window
}

function leavingOf({
  electron,
  holder,
  log,
  opened,
}: Pick<ShellParts, 'electron' | 'holder' | 'log' | 'opened'>): Leaving {
  const journal = async (): Promise<void> => {
    await opened.desk.leave()
    await opened.close()
    await log.flush()
  }
  return createLeaving({ app: electron.app, window: holder.current, log, journal })
}

function closingOf({ electron, machine, holder, words, log, opened, leaving }: ShellParts): Closing {
  const { dialog } = electron
  const { platform } = machine
  return createClosing({ dialog, platform, window: holder.current, words, log, desk: opened.desk, leaving })
}

/** Everything the system shows of a run, and the menu. */
function connect(parts: ShellParts, show: () => void): void {
  const { electron, machine, opened, settings, holder, sendEvent, words, log, recent, addPaths } = parts
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
    onClick: () => {
      show()
      sendEvent({ name: 'command', payload: 'show-latest-batch' })
    },
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
      sendEvent({ name: 'command', payload: command })
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
