import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

/** Lightbench in a process of its own, serving its window to a browser. */
export interface WindowProcess {
  /** Lets one browser in, once. */
  readonly url: string
  /** Ends it as Ctrl-C does, and resolves when it is gone. */
  stop(): Promise<void>
  /** Ends it as a power cut does. */
  kill(): Promise<void>
}

const entry = new URL('../../electron/hosts/browser/main.ts', import.meta.url).pathname

export async function startWindow(environment: Readonly<Record<string, string>>, port = 0): Promise<WindowProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', entry, '--port', String(port)], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal)
    await ended
  }
  onTestFinished(() => end('SIGKILL'))
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(line)
      if (found) resolve(found[0])
    })
    void ended.then(() => reject(new Error('The window ended before it said its address.')))
  })
  return { url: await address, stop: () => end('SIGINT'), kill: () => end('SIGKILL') }
}
