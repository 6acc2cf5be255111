import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { Inspection } from '../../electron/practice/inspection.ts'

export interface ServiceProcess {
  /** What a command line needs to work against it as against the real services. */
  readonly environment: Readonly<Record<string, string>>
  /** What the services themselves count; they alone know how often they were asked to work. */
  inspect(): Promise<Inspection>
}

interface Addresses {
  readonly runflow: { readonly url: string; readonly key: string }
  readonly aimlapi: { readonly url: string; readonly key: string }
  readonly admin: { readonly url: string }
}

const entry = new URL('../../electron/practice/serve.ts', import.meta.url).pathname

/** Both services in a process of their own, which goes on while the program under test is killed. */
export async function startServices(options: readonly string[] = []): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [entry, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await once(child, 'exit')
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { runflow, aimlapi, admin } = JSON.parse(line.toString()) as Addresses
  return {
    environment: {
      LIGHTBENCH_RUNFLOW_URL: runflow.url,
      LIGHTBENCH_AIMLAPI_URL: aimlapi.url,
      RUNFLOW_API_KEY: runflow.key,
      AIMLAPI_API_KEY: aimlapi.key,
    },
    inspect: async () => (await (await fetch(new URL('/__inspect', admin.url))).json()) as Inspection,
  }
}
