import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface CliRun {
  /** null where it was killed. */
  readonly exitCode: number | null
  readonly lines: readonly Readonly<Record<string, unknown>>[]
  readonly errors: string
}

const entry = new URL('quick-cli.ts', import.meta.url).pathname

interface CliOptions {
  readonly environment: Readonly<Record<string, string>>
  /** Called for each line of JSON, with the process that wrote it. */
  readonly onLine?: (count: number, child: ChildProcess) => void
}

/** Runs the command line in a process of its own and reads its `--json` lines. */
export async function runCli(args: readonly string[], { environment, onLine }: CliOptions): Promise<CliRun> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Record<string, unknown>[] = []
  let errors = ''
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()))
  const reader = createInterface({ input: child.stdout })
  reader.on('line', (line) => {
    lines.push(JSON.parse(line) as Record<string, unknown>)
    onLine?.(lines.length, child)
  })
  const [exitCode] = (await once(child, 'close')) as [number | null]
  return { exitCode, lines, errors }
}
