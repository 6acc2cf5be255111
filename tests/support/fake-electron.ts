import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron'
import type { DesktopElectron } from '../../electron/hosts/desktop/desktop-electron.ts'
import type { Bounds } from '../../electron/hosts/desktop/window-state.ts'
import { FakeApp, type FakeMenu } from './fake-electron-app.ts'
import { createFakeSession } from './fake-electron-session.ts'
import { FakeWindow, preventable } from './fake-electron-window.ts'

export interface FakeElectronOptions {
  readonly isPackaged?: boolean
  readonly hasLock?: boolean | null
  readonly switches?: readonly string[]
  readonly appData?: string
  readonly locale?: string
  readonly platform?: NodeJS.Platform
  readonly displays?: readonly Bounds[]
  readonly isDark?: boolean
}

type Handler = (event: unknown, ...args: unknown[]) => unknown
type PageHandler = (request: Request) => Response | Promise<Response>

export interface FakeNotification extends EventEmitter {
  readonly options: { readonly title: string; readonly body: string }
}

class FakeTheme extends EventEmitter {
  themeSource = 'system'
  shouldUseDarkColors: boolean

  constructor(isDark: boolean) {
    super()
    this.shouldUseDarkColors = isDark
  }
}

/**
 * The `electron` module without Electron: it keeps what it is told, fires what a test wants, and refuses what Electron
 * refuses, above all everything that comes before or after its time.
 */
export function createFakeElectron(options: FakeElectronOptions = {}) {
  const calls: string[] = []
  const windows: FakeWindow[] = []
  const app = new FakeApp({
    isPackaged: options.isPackaged ?? true,
    hasLock: options.hasLock === undefined ? true : options.hasLock,
    switches: options.switches ?? [],
    appData: options.appData ?? tmpdir(),
    locale: options.locale ?? 'en-US',
    platform: options.platform ?? 'linux',
    calls,
    windows: () => windows,
  })
  const needsReady = (what: string): void => {
    if (!app.isReadyNow) throw new Error(`${what} cannot be used before app is ready`)
  }
  const ipcHandlers = new Map<string, Handler>()
  const { Notification, dialog, shell, ...shown } = createShown(() => app.isReadyNow)
  const protocol = createProtocol(calls, needsReady, () => app.isReadyNow)
  const session = createFakeSession()
  const partitions: { readonly name: string; readonly session: ReturnType<typeof createFakeSession> }[] = []
  const printing = { before: (): Promise<void> => Promise.resolve() }
  const displays = options.displays ?? [{ x: 0, y: 0, width: 1920, height: 1080 }]
  const nativeTheme = new FakeTheme(options.isDark ?? false)
  const powerMonitor: EventEmitter = new EventEmitter()

  class BrowserWindow extends FakeWindow {
    constructor(windowOptions: BrowserWindowConstructorOptions) {
      needsReady('BrowserWindow')
      super(windowOptions)
      calls.push('BrowserWindow')
      windows.push(this)
      const print = this.webContents.printToPDF
      this.webContents.printToPDF = async () => {
        await printing.before()
        return print()
      }
      app.emit('web-contents-created', preventable(), this.webContents)
      app.emit('browser-window-created', preventable(), this)
      this.on('closed', () => {
        if (windows.every(({ isGone }) => isGone) && !app.hasQuit) app.emit('window-all-closed')
      })
    }
  }

  const electron = {
    app,
    BrowserWindow,
    ipcMain: {
      handle: (channel: string, handler: Handler) => {
        if (ipcHandlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
        ipcHandlers.set(channel, handler)
      },
    },
    dialog,
    Menu: {
      buildFromTemplate: (template: MenuItemConstructorOptions[]): FakeMenu => ({ template }),
      setApplicationMenu: (menu: FakeMenu) => void shown.menus.push(menu),
    },
    nativeTheme,
    Notification,
    powerMonitor,
    powerSaveBlocker: {
      start: (kind: string) => shown.blockers.push({ kind, isOn: true }) - 1,
      stop: (id: number) => {
        const blocker = shown.blockers[id]
        if (blocker?.isOn !== true) throw new Error('This blocker does not run.')
        blocker.isOn = false
      },
    },
    protocol: protocol.protocol,
    screen: {
      getPrimaryDisplay: () => ({ workArea: displays[0] }),
      getAllDisplays: () => displays.map((workArea) => ({ workArea })),
    },
    session: {
      get defaultSession() {
        needsReady('session')
        return session.session
      },
      fromPartition: (name: string) => {
        needsReady('session')
        const known = partitions.find((partition) => partition.name === name)
        const partition = known ?? { name, session: createFakeSession() }
        if (known === undefined) partitions.push(partition)
        return partition.session.session
      },
    },
    shell,
  }
  return {
    // The fake has what the code under test uses, and no more.
    electron: electron as unknown as DesktopElectron,
    app,
    calls,
    windows,
    ipcHandlers,
    nativeTheme,
    powerMonitor,
    session,
    /** Sessions of their own, in the order they were made. */
    partitions,
    /** What happens while a page is printed. */
    printing,
    schemes: protocol.schemes,
    pages: protocol.pages,
    ...shown,
  }
}
export type FakeElectron = ReturnType<typeof createFakeElectron>

function createProtocol(calls: string[], needsReady: (what: string) => void, isReady: () => boolean) {
  const schemes: { readonly scheme: string; readonly privileges: Record<string, boolean> }[] = []
  const pages = new Map<string, PageHandler>()
  const protocol = {
    registerSchemesAsPrivileged: (added: typeof schemes) => {
      if (isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
      calls.push('protocol.registerSchemesAsPrivileged')
      schemes.push(...added)
    },
    handle: (scheme: string, handler: PageHandler) => {
      needsReady('protocol.handle')
      calls.push(`protocol.handle ${scheme}`)
      pages.set(scheme, handler)
    },
  }
  return { protocol, schemes, pages }
}

/** What came to be seen outside the page, and what the user answers. */
function createShown(isReady: () => boolean) {
  const menus: FakeMenu[] = []
  const errors: { readonly title: string; readonly text: string; readonly isReady: boolean }[] = []
  const questions: {
    readonly hasParent: boolean
    readonly message: string
    readonly buttons: readonly string[]
    readonly detail: string
  }[] = []
  const opened: string[] = []
  const blockers: { readonly kind: string; isOn: boolean }[] = []
  const answers = {
    /** Index of the button that is pressed. */
    messageBox: (): Promise<number> | number => 0,
    open: { canceled: true, filePaths: [] as string[] },
    save: { canceled: true, filePath: '' },
    openPath: '',
    trashItem: (_path: string): Promise<void> => Promise.resolve(),
  }
  const dialogOptions: unknown[] = []
  const dialog = {
    showMessageBox: async (...args: { message?: string; buttons?: string[]; detail?: string }[]) => {
      const { message = '', buttons = [], detail = '' } = args.at(-1) ?? {}
      questions.push({ hasParent: args.length === 2, message, buttons, detail })
      return { response: await answers.messageBox() }
    },
    showErrorBox: (title: string, text: string) => void errors.push({ title, text, isReady: isReady() }),
    showOpenDialog: (...args: unknown[]) => {
      dialogOptions.push(args.at(-1))
      return Promise.resolve(answers.open)
    },
    showSaveDialog: (...args: unknown[]) => {
      dialogOptions.push(args.at(-1))
      return Promise.resolve(answers.save)
    },
  }
  const shell = {
    openPath: (path: string) => {
      opened.push(`open ${path}`)
      return Promise.resolve(answers.openPath)
    },
    trashItem: (path: string) => {
      opened.push(`bin ${path}`)
      return answers.trashItem(path)
    },
    showItemInFolder: (path: string) => void opened.push(`reveal ${path}`),
    openExternal: (url: string) => {
      opened.push(`browse ${url}`)
      return Promise.resolve()
    },
  }
  const notifications: FakeNotification[] = []
  class Notification extends EventEmitter implements FakeNotification {
    static isSupported = (): boolean => true
    readonly options: FakeNotification['options']

    constructor(options: FakeNotification['options']) {
      super()
      this.options = options
    }

    show(): void {
      notifications.push(this)
    }
  }
  return {
    notifications,
    Notification,
    menus,
    errors,
    questions,
    opened,
    blockers,
    answers,
    dialog,
    dialogOptions,
    shell,
  }
}
