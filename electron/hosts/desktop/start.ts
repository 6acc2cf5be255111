import { version } from '../../../shared/version.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { Desk, DeskHost } from '../../desk/desk.ts'
import type { Logger } from '../../log/logger.ts'
import type { DesktopElectron, Platform } from './desktop-electron.ts'
import { giveUp, refuseUnguarded, type Backups } from './give-up.ts'
import { guardContents } from './guard.ts'
import { collectOpenedFiles, pathsFromArguments, type HandedOver } from './open-files.ts'
import { makeProfileFolder, requireLockable } from './profile-folder.ts'
import { registerSchemes } from './protocol.ts'
import { createRelaunch, startDetached, type Relaunch } from './relaunch.ts'
import { openShell, type Shell } from './shell.ts'

export interface OpenedDesk {
  readonly desk: Desk
  /** Closes the library, after `leave`. */
  close(): Promise<void>
}

/** What came of what was planned for this start. */
export interface Prepared {
  /** Where the library is now. */
  readonly libraryFolder: string
  readonly failure: Failure | null
}

export interface DesktopParts {
  readonly electron: DesktopElectron
  readonly machine: Machine
  readonly paths: { readonly page: string; readonly preload: string }
  /** Where the library is. What it throws ends the start, as with `prepare` and `open`, with its words shown. */
  locate(): string
  openLog(libraryFolder: string): Logger
  /** Does what has to be done before the library is opened. Where that moves it, the app starts again. */
  prepare(libraryFolder: string): Promise<Prepared>
  open(host: DeskHost, prepared: Prepared & { readonly log: Logger }): Promise<OpenedDesk>
  readonly backups: Backups
}

export interface Machine {
  readonly platform: Platform
  readonly argv: readonly string[]
  readonly cwd: string
  /** The file the app was started from where it is an AppImage, else null. */
  readonly appImage: string | null
}

/** What is known once the library is found. */
export interface StartedParts extends DesktopParts {
  readonly libraryFolder: string
  readonly log: Logger
  readonly relaunch: Relaunch
}

/** As in the packaged app; Windows shows notifications only under the name its shortcut has. */
const appId = 'app.lightbench.desktop'

/**
 * Starts the desktop app. What Electron wants before it is ready happens before this first waits, so that it must be
 * called while the entry is loaded and not be awaited there: Electron becomes ready only after that.
 */
export async function startDesktop(parts: DesktopParts): Promise<void> {
  const { app } = parts.electron
  if (app.commandLine.hasSwitch('no-sandbox')) return refuseUnguarded(parts.electron)
  let started: StartedParts | null = null
  try {
    started = findLibrary(parts)
    await run(started)
  } catch (thrown) {
    await giveUp(thrown, started ?? parts)
  }
}

function findLibrary(parts: DesktopParts): StartedParts {
  const libraryFolder = parts.locate()
  const log = parts.openLog(libraryFolder)
  const { argv, appImage } = parts.machine
  const relaunch = createRelaunch({
    app: parts.electron.app,
    argv,
    appImage,
    startDetached: (program, args) => startDetached(program, args, log),
  })
  return { ...parts, libraryFolder, log, relaunch }
}

async function run(parts: StartedParts): Promise<void> {
  const { electron, machine, libraryFolder } = parts
  const { app, protocol } = electron
  const { platform } = machine
  const profile = makeProfileFolder({ libraryFolder, appData: app.getPath('appData'), platform })
  app.setPath('userData', profile)
  const fromStart = pathsFromArguments({ ...machine, isPackaged: app.isPackaged })
  if (!app.requestSingleInstanceLock({ paths: fromStart } satisfies HandedOver)) {
    requireLockable(profile, platform)
    return app.quit()
  }
  registerSchemes(protocol)
  app.enableSandbox()
  guardContents(app)
  let shell: Shell | null = null
  const opened = collectOpenedFiles({ app, fromStart, onSecondStart: () => shell?.show() })
  await app.whenReady()
  app.setAppUserModelId(appId)
  app.setAboutPanelOptions({ applicationName: 'Lightbench', applicationVersion: version })
  const prepared = await parts.prepare(libraryFolder)
  if (prepared.libraryFolder !== libraryFolder) return startWhereItIs(parts, opened.take())
  shell = await openShell(parts, prepared)
  opened.deliverTo(shell.addPaths)
}

/** The lock of this process is that of the folder the library was in: another start would open a second window on it. */
async function startWhereItIs({ electron, log, relaunch }: StartedParts, paths: readonly string[]): Promise<void> {
  log.info('The library was moved; Lightbench starts again')
  await log.flush()
  relaunch(paths)
  electron.app.quit()
}
