import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { builtVariables, cliEntry } from './built.ts'
import { followWith, mayFollow } from './strace.ts'

export interface CliRun {
  /** null where a signal ended it. */
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
  readonly lines: readonly Readonly<Record<string, unknown>>[]
  /** What it printed besides, without `--json`. */
  readonly words: readonly string[]
  readonly errors: string
}

export interface CliOptions {
  readonly environment: Readonly<Record<string, string>>
  /** Arguments for strace, where it is to follow. */
  readonly strace?: readonly string[]
  /** Arguments for Node itself. */
  readonly nodeArguments?: readonly string[]
  /** Called once the process runs. */
  readonly onStart?: (child: ChildProcess) => void
  /** Called for each line of JSON, with the process that wrote it. */
  readonly onLine?: (count: number, child: ChildProcess) => void
}

/** Compiled code is kept between starts, because a suite starts some hundred processes. */
export const compileCache = join(tmpdir(), 'lightbench-faults-compile-cache')
/** Room for what is made while the program loads: a fifth of its start would be spent on collecting it. */
const usualArguments = ['--disable-warning=ExperimentalWarning', '--min-semi-space-size=16']
/** Of the program’s own. */
const mostExitCode = 5

/** Runs the command line in a process of its own and reads its `--json` lines. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { environment, strace, nodeArguments = [], onStart, onLine } = options
  const isFollowed = strace !== undefined && mayFollow()
  const under = strace === undefined || isFollowed ? [] : ['strace', ...strace]
  const entry = cliEntry(environment['FAULTS_MUTANT'] !== undefined)
  const whole = [...under, process.execPath, ...usualArguments, ...nodeArguments, entry, ...args]
  const [program = '', ...rest] = whole
  const child = spawn(program, rest, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      NODE_COMPILE_CACHE: compileCache,
      ...builtVariables(),
      ...(isFollowed ? { FAULTS_TRACED: 'yes' } : {}),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const following = isFollowed ? followWith(strace, child) : null
  onStart?.(child)
  const lines: Record<string, unknown>[] = []
  const words: string[] = []
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = parseLine(line)
    if (parsed === null) return void words.push(line)
    lines.push(parsed)
    onLine?.(lines.length, child)
  })
  const [ending] = await Promise.all([once(child, 'close'), following])
  const [exitCode, signal] = ending as [number | null, NodeJS.Signals | null]
  return { exitCode, signal, lines, words, errors }
}

/** By a suite, which kills with this signal alone. Anything else that ends a process was its own doing. */
export function wasKilled({ signal }: Pick<CliRun, 'signal'>): boolean {
  return signal === 'SIGKILL'
}

/** Ended neither as it says nor by a suite. */
export function hasCrashed(run: Pick<CliRun, 'exitCode' | 'signal'>): boolean {
  return !wasKilled(run) && (run.exitCode === null || run.exitCode > mostExitCode)
}

/** The last line of a killed process may be cut. */
function parseLine(line: string): Record<string, unknown> | null {
  try {
    return JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
}

/** What a run said last, for a violation. */
export function lastWords({ exitCode, signal, lines, errors }: CliRun): string {
  return `${signal ?? `exit ${String(exitCode)}`}: ${JSON.stringify(lines.slice(-2))} ${errors.slice(-400)}`
}
