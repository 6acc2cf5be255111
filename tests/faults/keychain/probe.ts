import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createKeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'
import { toFailure } from '../../../shared/errors.ts'

// Runs inside the session of one situation: `node probe.ts CANARY LIMIT_MS`. Prints what each call to the key store came to,
// and how long the slowest of many small writes and the latest of many timers took meanwhile: writes wait where all
// threads are busy, timers where the main one is.

const [canary = '', limitMs = ''] = process.argv.slice(2)
const store = createKeychainSecretStore({ limitMs: Number(limitMs) })
const folder = mkdtempSync(join(tmpdir(), 'lightbench-keychain-'))
const everyMs = 5
let slowestMs = 0
const over = new AbortController()
const note = (ms: number): void => {
  slowestMs = Math.max(slowestMs, ms)
}
const measuring = Promise.all([keepWriting(), keepWaiting()])

async function keepWriting(): Promise<void> {
  while (!over.signal.aborted) {
    const startedMs = performance.now()
    await writeFile(join(folder, 'x'), 'x')
    note(performance.now() - startedMs)
    await wait(everyMs)
  }
}

async function keepWaiting(): Promise<void> {
  while (!over.signal.aborted) {
    const startedMs = performance.now()
    await wait(everyMs)
    note(performance.now() - startedMs - everyMs)
  }
}

async function outcome(work: () => Promise<unknown>): Promise<string> {
  try {
    const value = await work()
    return value === canary ? 'the key' : `gave ${JSON.stringify(value ?? null)}`
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    return message === '' ? `${code} without a sentence` : code
  }
}

await wait(500)
const usualSlowestMs = slowestMs
slowestMs = 0
const startedMs = performance.now()
const got = await outcome(() => store.get('runflow'))
const gotMs = performance.now() - startedMs
const set = await outcome(() => store.set('runflow', canary))
const again = await outcome(() => store.get('runflow'))
const removed = await outcome(() => store.remove('runflow'))
const after = await outcome(() => store.get('runflow'))
over.abort()
await measuring
store.close()
rmSync(folder, { recursive: true })
process.stdout.write(`${JSON.stringify({ got, gotMs, set, again, removed, after, slowestMs, usualSlowestMs })}\n`)
process.exit(0)
