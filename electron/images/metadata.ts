import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { DefaultExiftoolArgs, ExifTool, exiftoolPath as vendoredPath } from 'exiftool-vendored'
import { AppError } from '../../shared/errors.ts'
import { unlessAborted } from '../providers/unless-aborted.ts'
import { changingCopy, withPlainName } from './metadata-files.ts'
import { clearing, copyingArguments, positionRemoval, provenanceArguments } from './metadata-arguments.ts'
import { wordsArguments, wordsOf } from './picture-words.ts'
import { findPerl, usualPerlPlaces, type PerlPlaces } from './perl.ts'
import { findProvenance, type Provenance, type ProvenanceRecord } from './provenance.ts'

export interface MetadataTask {
  /** Changed in place; a file of our own that is not published yet. */
  readonly target: string
  readonly source: string
  readonly provenance: Provenance
  readonly rules: { readonly metadata: 'keep' | 'none'; readonly keepGps: boolean }
}

export interface Metadata {
  /**
   * Makes the target's metadata what the rules say: that of the source or none, a position only with `keepGps`, and
   * always the provenance. Pixels and colour profile stay byte for byte. Where it cannot be done it throws an
   * `AppError`: the picture is still good, it carries the provenance alone or, if not even that can be written, what
   * it carried before.
   */
  write(task: MetadataTask): Promise<void>
}

export interface MetadataFiles extends Metadata {
  /** The newest provenance in a file; null where it carries none. */
  readProvenance(path: string): Promise<ProvenanceRecord | null>
  /** What people may have written about a picture, and its camera, as text to search in; `picture-words.ts` says what. */
  readWords(path: string): Promise<string>
  /** Ends the process. It is started by the first call and does not keep this process alive. */
  end(): Promise<void>
}

export interface MetadataOptions {
  /** Version of this Lightbench, which signs what it writes. */
  readonly version: string
  /** ExifTool's program; the one installed with Lightbench by default. */
  readonly exiftoolPath?: string
  readonly perlPlaces?: PerlPlaces
}

const taskTimeoutMs = 30_000
const idleProcessMs = 60_000
/** What a process needs to start on Windows and to find a place for temporary files. No key ever. */
const allowedVariables = ['SystemRoot', 'windir', 'TEMP', 'TMP', 'TMPDIR']

export function createMetadata({ version, ...options }: MetadataOptions): MetadataFiles {
  const exiftool = createExiftool(options)
  return { write, readProvenance, readWords, end: () => exiftool.end() }

  async function write({ target, source, provenance, rules }: MetadataTask): Promise<void> {
    const own = provenanceArguments(provenance, version)
    const writeOwn = (): Promise<void> => changingCopy(target, (copy) => rewrite(copy, own))
    if (rules.metadata === 'none') return writeOwn()
    try {
      await access(source)
      await withPlainName(source, (from) =>
        changingCopy(target, async (copy) => {
          const copying = copyingArguments({ source: from, keepGps: rules.keepGps })
          await rewrite(copy, [...copying, ...own])
          if (!rules.keepGps) await exiftool.change(copy, positionRemoval)
        }),
      )
    } catch (thrown) {
      await writeOwn()
      const message = 'The metadata of the source cannot be carried over; only the provenance was written.'
      throw new AppError('worker-failed', message, { cause: thrown })
    }
  }

  async function rewrite(copy: string, changes: readonly string[]): Promise<void> {
    const [all, common] = clearing
    await exiftool.change(copy, all)
    await exiftool.change(copy, [...common, ...changes])
  }

  async function readProvenance(path: string): Promise<ProvenanceRecord | null> {
    const tags = await withPlainName(path, (plain) => exiftool.read(plain, ['-struct', '-XMP-xmpMM:History']))
    return findProvenance(tags['History'])
  }

  async function readWords(path: string): Promise<string> {
    return wordsOf(await withPlainName(path, (plain) => exiftool.read(plain, [...wordsArguments])))
  }
}

interface Running {
  readonly tool: ExifTool
  /** Fires when the process does not start. No promise: that would keep every task that ever waited beside it. */
  readonly startFailure: AbortSignal
}

/** One ExifTool process, started by the first call and again after it could not be started. */
function createExiftool(options: Omit<MetadataOptions, 'version'>) {
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

  async function run<T>(task: (tool: ExifTool) => Promise<T>): Promise<T> {
    const current = (running ??= start())
    const forget = (thrown: unknown): never => {
      if (running === current) running = null
      throw failure('ExifTool cannot be started.', thrown)
    }
    const { tool, startFailure } = await current.catch(forget)
    try {
      startFailure.throwIfAborted()
      return await unlessAborted(task(tool), startFailure)
    } catch (thrown) {
      if (startFailure.aborted) forget(startFailure.reason)
      throw failure('ExifTool cannot work on the file.', thrown)
    }
  }

  async function start(): Promise<Running> {
    const tool = startExiftool(await programFor(options))
    const startFailure = new AbortController()
    tool.on('startError', (thrown) => {
      startFailure.abort(thrown) // It may happen between two tasks; the next one hears of it.
      void tool.end(false) // The library would try again for ever.
    })
    return { tool, startFailure: startFailure.signal }
  }

  async function end(): Promise<void> {
    const ending = running
    running = null
    const started = await ending?.catch(() => null) // What could not be started has nothing to end.
    await started?.tool.end()
  }
}

/** The command that runs ExifTool: a program of its own on Windows, elsewhere a script for the system's Perl. */
async function programFor({ exiftoolPath, perlPlaces = usualPerlPlaces() }: Omit<MetadataOptions, 'version'>) {
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
