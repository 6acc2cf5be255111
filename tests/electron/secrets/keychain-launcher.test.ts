import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { launchKeychainProcess } from '../../../electron/secrets/keychain-launcher.ts'
import { createKeychainSecretStore, type KeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'

const run = promisify(execFile)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightbench-keychain-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A store over a real process that runs `body` for each request `r`; `say` sends a reply. */
async function storeOver(body: string, limitMs = 5_000): Promise<KeychainSecretStore> {
  const script = join(folder, 'fake.mjs')
  await writeFile(script, `const say = (reply) => process.send(reply)\nprocess.on('message', (r) => { ${body} })\n`)
  return createKeychainSecretStore({ launch: () => launchKeychainProcess(pathToFileURL(script)), limitMs })
}

describe('a keychain process', () => {
  it('answers over its own channel', async () => {
    const store = await storeOver(`say({ id: r.id, ok: true, value: r.account + ' key' })`)
    expect(await store.get('runflow')).toBe('runflow key')
    expect(await store.get('aimlapi')).toBe('aimlapi key')
    store.close()
  })

  it('inherits no keys', async () => {
    process.env['RUNFLOW_API_KEY'] = 'canary'
    try {
      const store = await storeOver(
        `say({ id: r.id, ok: true, value: JSON.stringify(process.env).includes('canary') ? 'leaked' : 'clean' })`,
      )
      expect(await store.get('runflow')).toBe('clean')
      store.close()
    } finally {
      delete process.env['RUNFLOW_API_KEY']
    }
  })

  it('that neither answers nor ends by itself is killed at the limit', async () => {
    const pidFile = join(folder, 'pid')
    const store = await storeOver(
      `import('node:fs').then((fs) => { fs.writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); for (;;); })`,
      1_000,
    )
    await expect(store.get('runflow')).rejects.toMatchObject({ code: 'keychain-hanging' })
    const { stdout } = await run('cat', [pidFile])
    expect(await hasEnded(Number(stdout))).toBe(true)
  })

  it('that crashes fails the call and no other', async () => {
    const store = await storeOver(
      `r.account === 'runflow' ? process.exit(3) : say({ id: r.id, ok: true, value: 'key' })`,
    )
    await expect(store.get('runflow')).rejects.toMatchObject({
      code: 'keychain-hanging',
      message: expect.stringContaining('code 3') as unknown,
    })
    expect(await store.get('aimlapi')).toBe('key')
    store.close()
  })

  it('that cannot be started at all is a failure, not a crash', async () => {
    const store = createKeychainSecretStore({
      launch: () => launchKeychainProcess(pathToFileURL(join(folder, 'gone.mjs'))),
    })
    await expect(store.list()).rejects.toMatchObject({ code: 'keychain-hanging' })
  })

  it('does not keep its parent alive, and ends with it', async () => {
    const fake = join(folder, 'fake.mjs')
    await storeOver(`say({ id: r.id, ok: true, value: String(process.pid) })`)
    const parent = join(folder, 'parent.mts')
    const [launcher, store] = ['keychain-launcher', 'keychain-secret-store'].map(
      (name) => new URL(`../../../electron/secrets/${name}.ts`, import.meta.url).href,
    )
    await writeFile(
      parent,
      `import { launchKeychainProcess } from '${launcher}'
       import { createKeychainSecretStore } from '${store}'
       const store = createKeychainSecretStore({ launch: () => launchKeychainProcess(new URL('${pathToFileURL(fake).href}')) })
       console.log(await store.get('runflow'))`,
    )
    const child = spawn(process.execPath, [parent], { stdio: ['ignore', 'pipe', 'inherit'], timeout: 4_000 })
    const [output] = (await once(child.stdout, 'data')) as [Buffer]
    const [code] = (await once(child, 'exit')) as [number]
    expect(code).toBe(0)
    expect(await hasEnded(Number(output.toString()))).toBe(true)
  })
})

/** Waits, a moment at a time, until a process is gone; its parent may still have to collect it. */
async function hasEnded(pid: number): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const { stdout } = await run('ps', ['-o', 'stat=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
    if (stdout === '' || stdout.startsWith('Z')) return true
  }
  return false
}
