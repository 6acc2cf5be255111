import { spawn } from 'node:child_process'
import type { App } from 'electron'
import type { Logger } from '../../log/logger.ts'

/** Has the app started again once this process has ended, with these paths to open. */
export type Relaunch = (paths: readonly string[]) => void

interface RelaunchParts {
  readonly app: Pick<App, 'isPackaged' | 'relaunch' | 'releaseSingleInstanceLock'>
  readonly argv: readonly string[]
  /** The file the app was started from where it is an AppImage, else null. */
  readonly appImage: string | null
  readonly startDetached: (program: string, args: readonly string[]) => void
}

/**
 * The new start gets the switches of this one and not its paths, which are on the table already. What Electron would start
 * of an AppImage lies in a mount that ends with this process, so that there the file itself is started at once; the
 * library has to be closed by then.
 */
export function createRelaunch({ app, argv, appImage, startDetached }: RelaunchParts): Relaunch {
  const own = app.isPackaged ? 1 : 2
  const switches = argv.slice(own).filter((argument) => argument.startsWith('-'))
  return (paths) => {
    const args = [...argv.slice(1, own), ...switches, ...paths]
    if (appImage === null) return app.relaunch({ args })
    // It would hand its paths to this process otherwise, and end.
    app.releaseSingleInstanceLock()
    startDetached(appImage, args)
  }
}

/** Starts a program that outlives this one. */
export function startDetached(program: string, args: readonly string[], log: Pick<Logger, 'error'>): void {
  const child = spawn(program, [...args], { detached: true, stdio: 'ignore' })
  child.on('error', (thrown) => log.error(`${program} cannot be started again`, thrown))
  child.unref()
}
