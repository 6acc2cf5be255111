import { execFile, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const run = promisify(execFile)
const script = fileURLToPath(new URL('../../../electron/secrets/keychain-process.ts', import.meta.url))
const session = fileURLToPath(new URL('keyring-session.ts', import.meta.url))
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lightbench-keyring-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function missingPrograms(): string[] {
  const programs = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon']
  return programs.filter((program) => {
    try {
      execFileSync('which', [program], { stdio: 'ignore' })
      return false
    } catch {
      return true // `which` says so by failing.
    }
  })
}

/** What the keychain process answers to a request in this environment. */
async function ask(request: object, env: NodeJS.ProcessEnv, execArgv: string[] = []): Promise<unknown> {
  const child = fork(script, { env: { PATH: process.env['PATH'], HOME: folder, ...env }, execArgv, stdio: 'ignore' })
  child.send({ id: 7, ...request })
  const [reply] = (await once(child, 'message')) as [unknown]
  child.disconnect()
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return reply
}

const get = { operation: 'get', account: 'runflow' }

/** Runs code in the keychain process before anything else. */
function before(code: string): string[] {
  return ['--import', `data:text/javascript,${encodeURIComponent(code)}`]
}

/** Puts a module made of `code` in the place of the binding to the key store. */
function withBinding(code: string): string[] {
  return before(`import { registerHooks } from 'node:module'
    const url = 'data:text/javascript,' + encodeURIComponent(${JSON.stringify(code)})
    registerHooks({ resolve: (name, context, next) => name === 'keytar' ? { url, format: 'module', shortCircuit: true } : next(name, context) })`)
}

describe.runIf(process.platform === 'linux')('on Linux without a key store', () => {
  it.each([
    ['no session bus', {}],
    ['a session bus that is gone', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }],
  ])('with %s the store is absent, said at once', async (_, env) => {
    const started = performance.now()
    expect(await ask(get, env)).toMatchObject({ id: 7, ok: false, code: 'keychain-absent' })
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  it('with a binding that cannot be loaded the store is absent', async () => {
    expect(await ask(get, {}, withBinding(`throw new Error('no binary for this machine')`))).toMatchObject({
      ok: false,
      code: 'keychain-absent',
    })
  })
})

describe('a key store that does not do what it says', () => {
  const lying = `export class AsyncEntry {
    setPassword() { return Promise.resolve() }
    getPassword() { return Promise.resolve('the old key') }
    deletePassword() { return Promise.resolve(true) }
  }`

  it('is found out when it keeps another key', async () => {
    const request = { operation: 'set', account: 'runflow', key: 'the new key' }
    const reply = await ask(request, {}, withBinding(lying))
    expect(reply).toMatchObject({ ok: false, code: 'keychain-refused' })
    expect(JSON.stringify(reply)).not.toMatch(/the (?:old|new) key/)
  })

  it('is found out when it does not remove a key', async () => {
    const request = { operation: 'remove', account: 'runflow' }
    expect(await ask(request, {}, withBinding(lying))).toMatchObject({ ok: false, code: 'keychain-refused' })
  })
})

const sleepy = (failure: string, afterMs: number) => `let asked = 0
  export class AsyncEntry {
    async getPassword() {
      asked += 1
      if (asked > 1) return 'asked ' + asked + ' times'
      await new Promise((resolve) => setTimeout(resolve, ${afterMs}))
      throw new Error('${failure}')
    }
  }`

describe('a key store that needs time to wake up', () => {
  it('is asked again where only the binding lost its patience', async () => {
    const binding = withBinding(sleepy('Did not receive a reply.', 1_100))
    expect(await ask(get, {}, binding)).toEqual({ id: 7, ok: true, value: 'asked 2 times' })
  })

  it('is not asked again for what it refused, or at once for anything', async () => {
    const refusing = withBinding(sleepy('No.', 1_100))
    expect(await ask(get, {}, refusing)).toMatchObject({ ok: false, code: 'keychain-refused' })
    const hasty = withBinding(sleepy('Did not receive a reply.', 0))
    expect(await ask(get, {}, hasty)).toMatchObject({ ok: false, code: 'keychain-hanging' })
  })
})

const missing = process.platform === 'linux' ? missingPrograms() : ['Linux']
const reason = missing.length === 0 ? '' : ` (skipped: no ${missing.join(', ')} here)`

describe.skipIf(missing.length > 0)(`a real gnome-keyring${reason}`, () => {
  it('keeps, gives back and removes keys, and shows each of its states', async () => {
    const keyring = 'printf password | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1'
    const env = { PATH: process.env['PATH'], HOME: folder, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: folder }
    const command = `${keyring}; exec '${process.execPath}' '${session}'`
    const { stdout } = await run('dbus-run-session', ['--', 'sh', '-c', command], { env, timeout: 50_000 })
    expect(JSON.parse(stdout)).toEqual({
      empty: [null, [], false],
      stored: ['key-three', 'key-two', ['runflow', 'aimlapi']],
      kept: 'key-three',
      removed: [true, null, ['aimlapi']],
      hanging: ['keychain-hanging', true],
      awake: 'key-two',
      locked: ['keychain-locked', 'keychain-locked', 'keychain-locked', 'locked'],
    })
    expect(await plainTextFiles(folder)).toEqual([])
  }, 60_000)
})

/** Files that hold one of the keys as it is. */
async function plainTextFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.filter((file) => file.isFile())) {
    const path = join(entry.parentPath, entry.name)
    if (/key-(?:one|two|three)/.test(await readFile(path, 'latin1'))) found.push(path)
  }
  return found
}
