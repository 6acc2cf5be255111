import { createFakeElectron } from './fake-electron.ts'

// Stands in for the package `electron` where a built bundle is loaded under plain Node.

export const fake = createFakeElectron({ isPackaged: false, platform: process.platform })
export const {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
} = fake.electron
