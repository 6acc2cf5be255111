import type { BrowserWindow, BrowserWindowConstructorOptions, Display } from 'electron'
import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron } from './desktop-electron.ts'
import { pageUrl } from './names.ts'
import { type Bounds, minimumSize, placeWindow, readWindowState, writeWindowState } from './window-state.ts'

/** As the page's own background (`--surface-1`), so that nothing flashes before it is there. */
const backgrounds = { light: '#f8f8f8', dark: '#1e1e1e' } as const

interface Looks {
  readonly preload: string
  readonly bounds: Bounds
  readonly isDark: boolean
  readonly isPackaged: boolean
}

export function windowOptions({ preload, bounds, isDark, isPackaged }: Looks): BrowserWindowConstructorOptions {
  return {
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Lightbench',
    backgroundColor: backgroundColor(isDark),
    // Shown once there is something to see.
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      plugins: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !isPackaged,
    },
  }
}

export function backgroundColor(isDark: boolean): string {
  return isDark ? backgrounds.dark : backgrounds.light
}

interface WindowParts {
  readonly electron: Pick<DesktopElectron, 'app' | 'BrowserWindow' | 'nativeTheme' | 'screen'>
  readonly preload: string
  readonly statePath: string
  readonly log: Pick<Logger, 'warn'>
}

/** Opens the window where it stood last and remembers where it stands when it closes. */
export function openWindow({ electron, preload, statePath, log }: WindowParts): BrowserWindow {
  const { app, BrowserWindow, nativeTheme, screen } = electron
  const remembered = readWindowState(statePath)
  const bounds = placeWindow(remembered?.bounds ?? null, workAreas(screen.getPrimaryDisplay(), screen.getAllDisplays()))
  const isDark = nativeTheme.shouldUseDarkColors
  const window = new BrowserWindow(windowOptions({ preload, bounds, isDark, isPackaged: app.isPackaged }))
  let isShown = false
  const show = (): void => {
    if (isShown || window.isDestroyed()) return
    isShown = true
    if (remembered?.isMaximized === true) window.maximize()
    window.show()
  }
  window.once('ready-to-show', show)
  window.on('close', () => {
    try {
      writeWindowState(statePath, { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() })
    } catch (thrown) {
      log.warn('Where the window stood cannot be remembered', thrown)
    }
  })
  window.loadURL(pageUrl).catch((thrown: unknown) => {
    log.warn('The page was not loaded', thrown)
    // An app without a window would run on unseen.
    show()
  })
  return window
}

function workAreas(first: Display, all: readonly Display[]): readonly [Bounds, ...Bounds[]] {
  return [first.workArea, ...all.map(({ workArea }) => workArea)]
}
