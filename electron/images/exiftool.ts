import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { DefaultExiftoolArgs, ExifTool, exiftoolPath as vendoredPath } from 'exiftool-vendored'
import { AppError } from '../../shared/errors.ts'
import { unlessAborted } from '../providers/unless-aborted.ts'
import { findPerl, usualPerlPlaces, type PerlPlaces } from './perl.ts'

export interface ExiftoolOptions {
  /** ExifTool's program; the one installed with Lightbench by default. */
  readonly exiftoolPath?: string
  readonly perlPlaces?: PerlPlaces
}

/** Paths are plain ones, as `withPlainName` gives them. Whatever fails is an `AppError` `worker-failed`. */
export interface Exiftool {
  /** Applies arguments of ExifTool to a file in place; the first must clear a tag. */
  change(path: string, changes: readonly string[]): Promise<void>
  read(path: string, readArgs: string[]): Promise<Readonly<Record<string, unknown>>>
  end(): Promise<void>
}

const taskTimeoutMs = 30_000
const startTimeoutMs = 30_000
const idleProcessMs = 60_000
const clockCheckMs = 1_000
const mostTries = 5
/** What a process needs to start on Windows and to find a place for temporary files. No key ever. */
const allowedVariables = ['SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR']

interface Running {
  readonly tool: ExifTool
  /** Fires when no process can be started any more. No promise: that would keep every task that ever waited beside it. */
  readonly givenUp: AbortSignal
  giveUp(reason: unknown): void
}

class ClockSetBack extends Error {
  override readonly name = 'ClockSetBack'
}

/** One ExifTool process, started by the first call and again after it could not be started. */
export function createExiftool(options: ExiftoolOptions): Exiftool {
  let running: Promise<Running> | null = null
  return { change, read, end }

  async function change(path: string, [first = '', ...others]: readonly string[]): Promise<void> {
    // The library wants one tag apart from the arguments; the order stays.
    const tags = { [first.replace(/^-(.*)=$/, '$1')]: null }
    const writeArgs = ['-overwrite_original', ...others]
    const result = await run((tool) => tool.write(path, tags, { writeArgs, useMWG: false, struct: 1 }))
    if (result.updated + result.unchanged !== 1) throw failure('ExifTool did not change the file.', result.warnings)
  }

  async function read(path: string, readArgs: string[]): Promise<Readonly<Record<string, unknown>>> {
    return run((tool) => tool.readRaw(path, { readArgs, useMWG: false }))
  }

  async function run<T>(task: (tool: ExifTool) => Promise<T>, tries = 1): Promise<T> {
    const current = (running ??= start())
    const forget = (): void => {
      if (running === current) running = null
    }
    const { tool, givenUp, giveUp } = await current.catch((thrown: unknown) => {
      forget()
      throw failure('ExifTool cannot be started.', thrown)
    })
    const clockCheck = setInterval(() => {
      if (waitsForOldTime(tool)) giveUp(new ClockSetBack())
    }, clockCheckMs)
    try {
      givenUp.throwIfAborted()
      return await unlessAborted(task(tool), givenUp)
    } catch (thrown) {
      if (!givenUp.aborted) throw failure('ExifTool cannot work on the file.', thrown)
      forget()
      if (givenUp.reason instanceof ClockSetBack && tries < mostTries) return await run(task, tries + 1)
      throw failure('ExifTool cannot be started.', givenUp.reason)
    } finally {
      clearInterval(clockCheck)
    }
  }

  async function start(): Promise<Running> {
    const tool = startExiftool(await programFor(options))
    const controller = new AbortController()
    const giveUp = (reason: unknown): void => {
      controller.abort(reason)
      void tool.end(false) // The library would try again for ever.
    }
    tool.on('startError', giveUp) // It may happen between two tasks; the next one hears of it.
    return { tool, givenUp: controller.signal, giveUp }
  }

  async function end(): Promise<void> {
    const ending = running
    running = null
    const started = await ending?.catch(() => null) // What could not be started has nothing to end.
    await started?.tool.end()
  }
}

/**
 * The library starts no process before a moment on the wall clock. Set back meanwhile, the clock would hold every task up
 * until that moment comes again, be it a year; a fresh tool knows of no such moment. No task of this one is at work then.
 */
function waitsForOldTime({ batchCluster }: ExifTool): boolean {
  const { currentProcCount, msBeforeNextSpawn } = batchCluster.stats()
  return currentProcCount === 0 && msBeforeNextSpawn > startTimeoutMs
}

/** The command that runs ExifTool: a program of its own on Windows, elsewhere a script for the system's Perl. */
async function programFor({ exiftoolPath, perlPlaces = usualPerlPlaces() }: ExiftoolOptions) {
  const path = exiftoolPath ?? (await vendoredPath())
  await access(path).catch((thrown: unknown) => {
    throw failure(`ExifTool is not there: ${path}.`, thrown)
  })
  if (process.platform === 'win32') return [path]
  const perl = findPerl(perlPlaces)
  if (perl === null) throw failure('ExifTool needs Perl, which this system lacks; install the package “perl”.', null)
  return [perl, path]
}

function startExiftool([command = '', ...programArguments]: readonly string[]): ExifTool {
  const allowed = allowedVariables.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  const env = { ...Object.fromEntries(allowed), LANG: 'C' }
  return new ExifTool({
    maxProcs: 1,
    taskRetries: 0,
    taskTimeoutMillis: taskTimeoutMs,
    spawnTimeoutMillis: startTimeoutMs,
    maxIdleMsPerProcess: idleProcessMs,
    processFactory: async () => {
      // No configuration: the user's own is a program, and may redefine tags.
      const all = [...programArguments, '-config', '', ...DefaultExiftoolArgs]
      // In a group of its own, Ctrl-C on a terminal does not reach it in the middle of a file.
      const detached = process.platform !== 'win32'
      const child = spawn(command, all, { stdio: 'pipe', windowsHide: true, env, detached })
      await once(child, 'spawn')
      return child
    },
  })
}

/** Metadata that cannot be written or read is no reason to hold a picture back. */
function failure(message: string, cause: unknown): AppError {
  return cause instanceof AppError ? cause : new AppError('worker-failed', message, { cause })
}
