import { spawn } from 'node:child_process'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AppError } from '../../shared/errors.ts'
import type { Environment } from '../secrets/environment-keys.ts'
import type { PdfPrinter, PrintJob } from './pdf-printer.ts'

interface Machine {
  readonly environment: Environment
  /** The program to print with, null where none is found. */
  readonly findBrowser: () => Promise<string | null>
  /** Whether this process is the machine's superuser, for whom Chromium has no sandbox. */
  readonly isRoot: boolean
  readonly limitMs?: number
}

const standardLimitMs = 15 * 60_000
const mostWords = 2_000

/** Prints through an installed Chromium that has a profile of its own, no network, and nothing of the user's. */
export function createBrowserPrinter({ findBrowser, ...machine }: Machine): PdfPrinter {
  return {
    print: async (job) => {
      const program = await findBrowser()
      if (program === null) throw noBrowser()
      const profile = await mkdtemp(join(tmpdir(), 'lightbench-print-'))
      try {
        await run(program, argumentsFor(job, { ...machine, profile }), { ...machine, signal: job.signal })
        await requirePdf(program, job.pdf)
      } finally {
        // What the browser's last process still writes is not waited for longer than this.
        await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
      }
    },
  }
}

export function argumentsFor(
  { html, pdf }: Pick<PrintJob, 'html' | 'pdf'>,
  { profile, isRoot }: { readonly profile: string; readonly isRoot: boolean },
): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-crash-reporter',
    '--disable-dev-shm-usage',
    // No name has an address, and what has none needed goes to a proxy that is not there.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:9',
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    pathToFileURL(html).href,
  ]
}

interface Running extends Pick<Machine, 'environment' | 'limitMs'> {
  readonly signal: AbortSignal
}

/** Resolves when the program ended well. It is ended with everything it started when it takes too long or is stopped. */
async function run(program: string, args: readonly string[], { environment, signal, limitMs }: Running): Promise<void> {
  signal.throwIfAborted()
  const ending = AbortSignal.any([signal, AbortSignal.timeout(limitMs ?? standardLimitMs)])
  const isGroup = process.platform !== 'win32'
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], env: environment, detached: isGroup })
  let words = ''
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-mostWords)))
  const end = (): void => {
    if (child.pid === undefined) return
    if (isGroup) endGroup(child.pid)
    else child.kill()
  }
  ending.addEventListener('abort', end, { once: true })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
    .catch((thrown: unknown) => {
      throw printFailed(program, thrown)
    })
    .finally(() => ending.removeEventListener('abort', end))
  signal.throwIfAborted()
  if (code !== 0) throw printFailed(program, ending.aborted ? 'it took too long' : words)
}

/** It may end well and have printed nothing, as without a place for its profile. */
async function requirePdf(program: string, pdf: string): Promise<void> {
  await access(pdf).catch((thrown: unknown) => {
    throw printFailed(program, thrown)
  })
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (thrown) {
    // It ended in the same moment.
    if (!(thrown instanceof Error) || !('code' in thrown) || thrown.code !== 'ESRCH') throw thrown
  }
}

function noBrowser(): AppError {
  return new AppError(
    'invalid-request',
    'A PDF is printed by Chromium, Chrome or Edge, and none of them is installed. Install one, or make an .html report and print that from any browser.',
  )
}

function printFailed(program: string, cause: unknown): AppError {
  return new AppError('worker-failed', `${program} did not print the report; an .html report can be printed by hand.`, {
    cause,
  })
}
