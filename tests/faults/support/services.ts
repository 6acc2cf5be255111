import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Inspection } from '../../../electron/practice/inspection.ts'
import type { ScenarioCommand } from '../../../electron/practice/scenario-command.ts'
import type { Speed } from './fast-clock.ts'

export interface Services {
  /** What a command line needs to work against them as against the real ones. */
  readonly environment: Readonly<Record<string, string>>
  /** What the services themselves count; they alone know how often they were asked to work. */
  inspect(): Promise<Inspection>
  /** Where a process that did not start them asks for the same, by `inspectAt`. */
  readonly counts: string
  command(commands: readonly ScenarioCommand[]): Promise<void>
  close(): Promise<void>
}

interface Address {
  readonly url: string
  readonly key: string
}

const entry = new URL('serve.ts', import.meta.url).pathname

interface ServicesOptions {
  readonly delayMs?: number
  readonly speed?: Speed
  /** When a charge shows in AIML API’s log. As it is, looking once does not find every one. */
  readonly postingMs?: number
  /** Where the pictures they receive are kept, as they came; nowhere when left out. */
  readonly receivedFolder?: string
}

/** As the real one. */
const realSpeed: Speed = { times: 1, fromMs: 0 }

/** Both services in a process of their own, which goes on while the program under test is killed. */
export async function startServices(options: ServicesOptions = {}): Promise<Services> {
  const { delayMs = 0, speed: { times, fromMs } = realSpeed, receivedFolder = '', postingMs = 3_000 } = options
  const said = { 'delay-ms': delayMs, times, 'from-ms': fromMs, received: receivedFolder, 'posting-ms': postingMs }
  const words = Object.entries(said).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(process.execPath, [entry, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { runflow, aimlapi, admin } = JSON.parse(line.toString()) as Record<'runflow' | 'aimlapi' | 'admin', Address>
  return {
    environment: {
      LIGHTBENCH_RUNFLOW_URL: runflow.url,
      LIGHTBENCH_AIMLAPI_URL: aimlapi.url,
      RUNFLOW_API_KEY: runflow.key,
      AIMLAPI_API_KEY: aimlapi.key,
    },
    inspect: () => inspectAt(admin.url),
    counts: admin.url,
    command: async (commands) => {
      const answer = await fetch(new URL('/__scenario', admin.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(commands),
      })
      if (!answer.ok) throw new Error(`The practice services refused a scenario: ${await answer.text()}`)
    },
    close: async () => {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

export async function inspectAt(counts: string): Promise<Inspection> {
  return (await (await fetch(new URL('/__inspect', counts))).json()) as Inspection
}
