import { spawn } from 'node:child_process'
import { once } from 'node:events'

const entry = new URL('../../../../electron/hosts/cli/main.ts', import.meta.url).pathname

export interface MainRun {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

interface MainOptions {
  readonly home: string
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly input?: string
  /** Told all of what was printed on both outputs so far. */
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

/** Runs the real command line in a process of its own, without a terminal and without anybody's keys. */
export async function runMain(args: readonly string[], options: MainOptions): Promise<MainRun> {
  const { home, cwd, environment = {}, input, onOutput } = options
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, ...args], {
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env['PATH'] ?? '', HOME: home, LIGHTBENCH_HOME: home, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const texts = { out: '', err: '' }
  const take = (name: keyof typeof texts) => (chunk: Buffer) => {
    texts[name] += chunk.toString()
    onOutput?.(texts.out + texts.err, (signal) => void child.kill(signal))
  }
  child.stdout.on('data', take('out'))
  child.stderr.on('data', take('err'))
  child.stdin.end(input ?? '')
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...texts }
}

export function jsonLines({ out }: MainRun): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
