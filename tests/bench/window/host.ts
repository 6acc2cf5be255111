import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromiumPath } from '../../support/chromium.ts'
import type { Figure } from '../measure.ts'

const longestWaitMs = 30_000

export interface Served {
  readonly url: string
  /** How long its main thread was deaf at most since this was asked last. */
  longestBlockMs(): Promise<number>
  stop(): Promise<void>
}

/** What is reported where there is no browser to measure in. */
export function skippedWithoutChromium(name: string): readonly Figure[] | null {
  if (chromiumPath !== null) return null
  return [{ name, value: 'SKIPPED: there is no Chromium on this machine', ratio: null, baseline: null }]
}

/** Builds the page where it is older than what it is made of. */
export async function buildPage(): Promise<void> {
  const script = new URL('../../../scripts/build.mjs', import.meta.url).href
  const { buildIfStale } = (await import(script)) as BuildScript // Scripts are plain JavaScript.
  buildIfStale({ say: console.log })
}

interface BuildScript {
  buildIfStale(options: { readonly say: (sentence: string) => void }): void
}

/** Lightbench in a process of its own, serving the window of the library in `folder`. */
export function startHost(folder: string): Promise<Served> {
  const home = join(folder, 'home')
  mkdirSync(home, { recursive: true })
  const entry = new URL('../../../electron/hosts/browser/main.ts', import.meta.url).pathname
  return serve([entry], { HOME: home, LIGHTBENCH_HOME: join(folder, 'library') })
}

/** The bare page over the thumbnails and the list in `folder`, served by a process of its own. */
export function startBare(folder: string): Promise<Served> {
  return serve([new URL('serve-bare.ts', import.meta.url).pathname, folder], {})
}

async function serve(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Served> {
  const watch = ['--import', new URL('watch-loop.ts', import.meta.url).href]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...watch, ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const url = await Promise.race([readAddress(child), ended])
  if (typeof url !== 'string') throw new Error('What serves the page ended before it said its address.')
  return {
    url,
    longestBlockMs: async () => {
      const answered = once(child, 'message', { signal: AbortSignal.timeout(longestWaitMs) })
      child.send('longest block')
      return Number((await answered)[0])
    },
    stop: async () => {
      child.kill('SIGINT')
      await ended
    },
  }
}

function readAddress({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    if (stdout === null) throw new Error('The process was started with a pipe.')
    createInterface({ input: stdout }).on('line', (line) => {
      const found = /http:\/\/127\.0\.0\.1:\S+/.exec(line)
      if (found) resolve(found[0])
    })
  })
}
