import { join } from 'node:path'
import { createApp, type ComposeOptions } from '../../compose.ts'
import { systemClock } from '../../batches/clock.ts'
import { createLogger } from '../../log/logger.ts'
import { locateMyLibrary, usualPlace } from '../../settings/library-place.ts'
import type { CliHost } from './cli-host.ts'
import { exitCodes } from './exit-codes.ts'
import { createInterruptSource } from './process-interrupts.ts'
import { createProcessTerminal } from './process-terminal.ts'

export interface ProcessHost extends CliHost {
  /** Resolves when the log is written. */
  close(): Promise<void>
}

/**
 * The machine this process runs on. Opens and makes nothing until a command asks for the library; `overrides` are for
 * tests that cannot wait as long as a service may.
 */
export function createProcessHost(overrides: Partial<ComposeOptions> = {}): ProcessHost {
  const libraryFolder = locateMyLibrary()
  const logFolder = join(libraryFolder, 'logs')
  const terminal = createProcessTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr })
  const log = createLogger({ folder: logFolder })
  return {
    terminal,
    clock: systemClock,
    workingFolder: process.cwd(),
    log,
    logFolder,
    library: { folder: libraryFolder, usual: usualPlace() },
    openApp: () => createApp({ libraryFolder, environment: process.env, log, ...overrides }),
    onInterrupt: createInterruptSource(process, {
      monotonicMs: () => systemClock.monotonicMs(),
      end: () => process.exit(exitCodes.paused.code),
    }),
    every: (ms, callback) => {
      const timer = setInterval(callback, ms)
      return () => clearInterval(timer)
    },
    close: () => log.flush(),
  }
}
