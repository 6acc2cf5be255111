import type * as Electron from 'electron'

/** The parts of Electron that the window needs; `main.ts` hands in the real ones, tests a fake. */
export type DesktopElectron = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
>

export type Platform = 'win32' | 'darwin' | 'linux'

/** Everything that is neither Windows nor macOS behaves as Linux does. */
export function toPlatform(name: string): Platform {
  return name === 'win32' || name === 'darwin' ? name : 'linux'
}
