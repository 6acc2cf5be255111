import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface CliRun {
  /** null where it was killed. */
  readonly exitCode: number | null
  readonly lines: readonly Readonly<Record<string, unknown>>[]
  readonly errors: string
}

export interface CliOptions {
  readonly environment: Readonly<Record<string, string>>
  /** A program to start it under, with its arguments. */
  readonly under?: readonly string[]
  /** Arguments for Node itself. */
  readonly nodeArguments?: readonly string[]
  /** Called once the process runs. */
  readonly onStart?: (child: ChildProcess) => void
  /** Called for each line of JSON, with the process that wrote it. */
  readonly onLine?: (count: number, child: ChildProcess) => void
}

/** Compiled code is kept between starts, because a suite starts some hundred processes. */
export const compileCache = join(tmpdir(), 'lightbench-faults-compile-cache')
const entry = new URL('cli.ts', import.meta.url).pathname

/** Runs the command line in a process of its own and reads its `--json` lines. */
export async function runCli(args: readonly string[], options: CliOptions): Promise<CliRun> {
  const { environment, under = [], nodeArguments = [], onStart, onLine } = options
  const whole = [...under, process.execPath, '--disable-warning=ExperimentalWarning', ...nodeArguments, entry, ...args]
  const [program = '', ...rest] = whole
  const child = spawn(program, rest, {
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onStart?.(child)
  const lines: Record<string, unknown>[] = []
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    const parsed = parseLine(line)
    if (parsed === null) return
    lines.push(parsed)
    onLine?.(lines.length, child)
  })
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, lines, errors }
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
export function lastWords({ exitCode, lines, errors }: CliRun): string {
  return `exit ${String(exitCode)}: ${JSON.stringify(lines.slice(-2))} ${errors.slice(-400)}`
}
