import {
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
} from 'electron'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { doPlanned } from './care/next-start.ts'
import { listBackups, restoreLibrary } from './care/restore-library.ts'
import { createApp } from './compose.ts'
import { createDesk } from './desk/create-desk.ts'
import { type DesktopElectron, toPlatform } from './hosts/desktop/desktop-electron.ts'
import { reportFaults } from './hosts/desktop/faults.ts'
import { programPaths } from './hosts/desktop/program-paths.ts'
import { createWindowPrinter } from './hosts/desktop/print-window.ts'
import { startDesktop } from './hosts/desktop/start.ts'
import { createLogger } from './log/logger.ts'
import { withoutKeys } from './secrets/environment-keys.ts'
import { launchKeychainProcess } from './secrets/keychain-launcher.ts'
import { locateMyLibrary, usualPlace } from './settings/library-place.ts'

const electron: DesktopElectron = {
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
}
const platform = toPlatform(process.platform)
const environment = withoutKeys(process.env)
// Electron's own processes inherit the environment; keys in it are for the command line alone.
for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]

const paths = programPaths({
  mainFolder: import.meta.dirname,
  isPackaged: app.isPackaged,
  resources: process.resourcesPath,
  platform,
})

void startDesktop({
  electron,
  machine: { platform, argv: process.argv, cwd: process.cwd(), appImage: process.env['APPIMAGE'] ?? null },
  paths,
  locate: () => locateMyLibrary(app.isPackaged ? process.execPath : null),
  openLog: (libraryFolder) => {
    const log = createLogger({ folder: join(libraryFolder, 'logs') })
    reportFaults({ electron, log })
    return log
  },
  prepare: (libraryFolder) => doPlanned({ libraryFolder, usual: usualPlace(), now: new Date() }),
  open: async (host, { libraryFolder, failure, log }) => {
    const opened = await createApp({
      libraryFolder,
      environment,
      log,
      imageProcess: { nodePath: paths.node, entryPath: paths.imageWorker },
      readerPath: paths.historyReader,
      printer: createWindowPrinter(electron),
      launchKeychain: () => launchKeychainProcess(pathToFileURL(paths.keychainProcess), paths.node),
    })
    const start = { failure, canMove: usualPlace() !== null }
    return { desk: createDesk({ app: opened, host, log, start }), close: () => opened.close() }
  },
  backups: {
    newest: (libraryFolder) => {
      const [newest] = listBackups(libraryFolder)
      return newest === undefined ? null : new Date(newest.madeAt)
    },
    restore: async (libraryFolder) => {
      await restoreLibrary({ libraryFolder, from: null, now: new Date() })
    },
  },
})
