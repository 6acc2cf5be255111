import { execFileSync } from 'node:child_process'
import { createKeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'
import { readSecretStoreState } from '../../../electron/secrets/secret-store-state.ts'
import { AppError } from '../../../shared/errors.ts'

/*
 * Runs inside a D-Bus session of its own with an unlocked gnome-keyring, drives the real key store through its states and
 * prints what it saw as JSON. Started by keychain-process.test.ts.
 */

const store = createKeychainSecretStore({ limitMs: 1_500 })
const seen: Record<string, unknown> = {}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const [outcome] = await Promise.allSettled([work])
  if (outcome.status === 'fulfilled') return `resolved ${String(outcome.value)}`
  return outcome.reason instanceof AppError ? outcome.reason.code : String(outcome.reason)
}

function callBus(destination: string, path: string, ...call: string[]): string {
  const target = ['--session', '--print-reply', `--dest=${destination}`, path]
  return execFileSync('dbus-send', [...target, ...call], { encoding: 'utf8' })
}

seen['empty'] = [await store.get('runflow'), await store.list(), await store.remove('runflow')]
await store.set('runflow', ' key-one ')
await store.set('aimlapi', 'key-two')
await store.set('runflow', 'key-three')
seen['stored'] = [await store.get('runflow'), await store.get('aimlapi'), await store.list()]
store.close()
seen['kept'] = await store.get('runflow')
seen['removed'] = [await store.remove('runflow'), await store.get('runflow'), await store.list()]

const owner = callBus(
  'org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.GetConnectionUnixProcessID',
  'string:org.freedesktop.secrets',
)
const keyring = Number(/uint32 (\d+)/.exec(owner)?.[1])
process.kill(keyring, 'SIGSTOP')
const started = performance.now()
seen['hanging'] = [await codeOf(store.get('aimlapi')), performance.now() - started < 3_000]
process.kill(keyring, 'SIGCONT')
seen['awake'] = await store.get('aimlapi')

callBus(
  'org.freedesktop.secrets',
  '/org/freedesktop/secrets',
  'org.freedesktop.Secret.Service.Lock',
  'array:objpath:/org/freedesktop/secrets/collection/login',
)
seen['locked'] = [
  await codeOf(store.get('aimlapi')),
  await codeOf(store.set('aimlapi', 'x')),
  await codeOf(store.remove('aimlapi')),
  (await readSecretStoreState(store)).state,
]

process.kill(keyring, 'SIGKILL')
process.stdout.write(JSON.stringify(seen))
