import { join } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { finishMove } from '../../care/move-library.ts'
import { createApp, type ComposeOptions } from '../../compose.ts'
import { systemClock } from '../../batches/clock.ts'
import { createLogger } from '../../log/logger.ts'
import { findLibraryFolder } from '../../settings/library-folder.ts'
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
  const place = findPlace()
  const libraryFolder = place.folder
  const logFolder = join(libraryFolder, 'logs')
  const terminal = createProcessTerminal({ input: process.stdin, output: process.stdout, errors: process.stderr })
  const log = createLogger({ folder: logFolder })
  const library: CliHost['library'] = async () => {
    if (place.failure !== null) throw place.failure
    const usual = usualPlace()
    return { folder: await finishMove({ libraryFolder, usual }), usual }
  }
  return {
    terminal,
    clock: systemClock,
    workingFolder: process.cwd(),
    log,
    logFolder,
    library,
    openApp: async () =>
      createApp({ libraryFolder: (await library()).folder, environment: process.env, log, ...overrides }),
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

/** A library that is not where its note says keeps no command from running that does without. */
function findPlace(): { readonly folder: string; readonly failure: AppError | null } {
  try {
    return { folder: locateMyLibrary(), failure: null }
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { folder: findLibraryFolder(), failure: thrown }
  }
}
