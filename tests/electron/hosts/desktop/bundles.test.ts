import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { runInNewContext } from 'node:vm'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Bridge } from '../../../../shared/ipc/contract.ts'
import { channelNames } from '../../../../shared/ipc/channels.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../../../..')
/** Built before all tests. */
const out = join(root, 'out')

function preload(): string {
  return readFileSync(join(out, 'preload/preload.cjs'), 'utf8')
}

describe('the built preload', () => {
  it('exposes exactly the checked-in list', () => {
    const { bridge, name } = loadPreload(preload())
    const entries = Object.entries(bridge).flatMap(([key, value]) =>
      key === 'requests' ? Object.keys(value as object).map((channel) => `requests.${channel}`) : [key],
    )
    const list = readFileSync(join(import.meta.dirname, 'exposed-api.txt'), 'utf8')
    expect(`${[name, ...entries.toSorted()].join('\n')}\n`).toBe(list)
  })

  it('is small and asks for nothing but Electron', () => {
    expect(statSync(join(out, 'preload/preload.cjs')).size).toBeLessThan(10_000)
    expect(loadPreload(preload()).required).toEqual(['electron'])
    expect(preload()).not.toMatch(/\bimport\b[\s(]/)
  })

  it('calls each channel by its name and hands back what main answers', async () => {
    const { bridge, invoked } = loadPreload(preload())
    for (const channel of channelNames) {
      await expect((bridge.requests[channel] as (input?: unknown) => Promise<unknown>)('x')).resolves.toBe('answer')
    }
    expect(invoked).toEqual(channelNames.map((channel) => [channel, 'x']))
  })

  it('turns dropped files into paths for main, which the page never sees', async () => {
    const { bridge, invoked } = loadPreload(preload())
    const file = { path: '/shoot/a.png' } as unknown as File // What the fake `webUtils` reads.
    await bridge.addFiles([{ file, relativePath: 'a.png' }])
    expect(invoked).toEqual([['intake:dropped', ['/shoot/a.png']]])
  })

  it('hands on events without their sender, until nobody listens', () => {
    const { bridge, emit } = loadPreload(preload())
    const heard: unknown[][] = []
    const stop = bridge.onEvent((...args) => heard.push(args))
    emit('event', { sender: 'the way back to main' }, { name: 'plan', payload: null })
    stop()
    emit('event', {}, { name: 'plan', payload: null })
    expect(heard).toEqual([[{ name: 'plan', payload: null }]])
  })

  it('names pictures by id alone', () => {
    const { bridge } = loadPreload(preload())
    expect(bridge.pictureUrl('a/../b?c', 256)).toBe('lightbench-picture://picture/a%2F..%2Fb%3Fc?edge=256')
  })
})

describe('the built main process', () => {
  it('opens its window, serves its page, and edits under plain Node', async () => {
    const folder = temporaryFolder()
    const picture = join(folder, 'red.png')
    await sharp({ create: { width: 90, height: 60, channels: 3, background: 'red' } }).toFile(picture)
    const seen = await runBundle(folder, picture)

    expect(seen.beforeReady).toEqual([
      'app.setPath',
      'app.requestSingleInstanceLock',
      'protocol.registerSchemesAsPrivileged',
      'app.enableSandbox',
      'app.whenReady',
    ])
    expect(seen.options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
    expect(existsSync(seen.options.webPreferences.preload)).toBe(true)
    expect(seen.options.webPreferences.preload).toBe(join(out, 'preload/preload.cjs'))
    expect(seen.loaded).toEqual(['lightbench://app/'])
    expect(seen.channels.toSorted()).toEqual([...channelNames, 'intake:dropped'].toSorted())
    expect(seen.page).toMatchObject({
      status: 200,
      scriptStatus: 200,
      script: expect.stringMatching(/^\/assets\//) as string,
    })
    expect(seen.appView).toMatchObject({ ok: true, value: { host: 'desktop' } })
    expect(seen.dropped).toEqual({ ok: true })
    expect(seen.row).toMatchObject({ name: 'red.png' })
    // The picture process is the built one, under a Node of its own.
    expect(seen.picture).toEqual({
      status: 200,
      type: 'image/webp',
      start: expect.stringMatching(/^RIFF[^]{4}WEBP$/) as string,
    })
    expect(seen.eventNames).toEqual(expect.arrayContaining(['intake', 'sources']))
    // The process of the key store answered, whatever this machine's store says.
    expect(seen.keys).toMatchObject({
      ok: true,
      value: { store: { state: expect.stringMatching(/^(ok|absent|locked)$/) as string } },
    })
    // The reader of the library is the built one, a thread of this process.
    expect(seen.past).toMatchObject({ ok: true, value: { total: 0, results: 0 } })
    expect(seen.environment).toEqual([])
  }, 60_000)

  it('has its programs where it looks for them', () => {
    for (const name of ['image-worker.mjs', 'keychain-process.mjs'])
      expect(existsSync(join(out, 'workers', name))).toBe(true)
    expect(existsSync(join(out, 'main', 'history-reader.cjs'))).toBe(true)
  })

  it('never contains the picture library, which must not be loaded inside Electron', () => {
    const main = readFileSync(join(out, 'main/main.js'), 'utf8')
    expect(main).not.toMatch(/from ["'](sharp|keytar|libheif-js[^"']*)["']|import\(["'](sharp|keytar|libheif)/)
  })
})

interface Seen {
  readonly beforeReady: readonly string[]
  readonly options: { readonly webPreferences: { readonly preload: string } }
  readonly loaded: readonly string[]
  readonly channels: readonly string[]
  readonly page: unknown
  readonly appView: unknown
  readonly dropped: unknown
  readonly row: unknown
  readonly picture: unknown
  readonly keys: unknown
  readonly past: unknown
  readonly eventNames: readonly string[]
  readonly environment: readonly string[]
}

async function runBundle(folder: string, picture: string): Promise<Seen> {
  const script = join(import.meta.dirname, 'run-bundle.ts')
  const env = { ...process.env, LIGHTBENCH_HOME: join(folder, 'library'), RUNFLOW_API_KEY: 'canary-key' }
  const { stdout } = await run(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, join(out, 'main/main.js'), picture],
    { env },
  )
  return JSON.parse(stdout) as Seen
}

/** Runs the preload as Electron's sandbox does: a script with a `require` that knows next to nothing. */
function loadPreload(code: string) {
  const required: string[] = []
  const invoked: unknown[][] = []
  const listeners = new Map<string, Set<(...args: unknown[]) => void>>()
  const exposed = new Map<string, Bridge<File>>()
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, api: Bridge<File>) => void exposed.set(name, api) },
    ipcRenderer: {
      invoke: (...args: unknown[]) => {
        invoked.push(args)
        return Promise.resolve('answer')
      },
      on: (name: string, listener: () => void) =>
        void listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
      off: (name: string, listener: () => void) => void listeners.get(name)?.delete(listener),
    },
    webUtils: { getPathForFile: ({ path }: { path: string }) => path },
  }
  const sandboxed: Readonly<Record<string, unknown>> = { electron, events: {}, timers: {}, url: {} }
  const require = (name: string): unknown => {
    required.push(name)
    if (!(name in sandboxed)) throw new Error(`module not found: ${name}`)
    return sandboxed[name]
  }
  runInNewContext(code, { require, exports: {}, module: { exports: {} }, process: { platform: 'linux' } })
  const [[name, bridge]] = [...exposed] as [[string, Bridge<File>]]
  const emit = (channel: string, ...args: unknown[]): void => {
    for (const listener of listeners.get(channel) ?? []) listener(...args)
  }
  return { name, bridge, required, invoked, emit }
}
