import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createKeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'
import { toFailure } from '../../../shared/errors.ts'

// Runs inside the session of one situation: `node probe.ts CANARY LIMIT_MS`. Prints what each call to the key store came to and
// how long nearly the longest of many small writes took meanwhile.

const [canary = '', limitMs = ''] = process.argv.slice(2)
const store = createKeychainSecretStore({ limitMs: Number(limitMs) })
const folder = mkdtempSync(join(tmpdir(), 'lightbench-keychain-'))
let writesMs: number[] = []
const timer = setInterval(() => {
  const startedMs = performance.now()
  writeFileSync(join(folder, 'x'), 'x')
  writesMs.push(performance.now() - startedMs)
}, 5)

/** On a busy machine a single write says nothing about the key store. */
function nearlyLongest(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
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
const usualWriteMs = nearlyLongest(writesMs)
writesMs = []
const startedMs = performance.now()
const got = await outcome(() => store.get('runflow'))
const gotMs = performance.now() - startedMs
const set = await outcome(() => store.set('runflow', canary))
const again = await outcome(() => store.get('runflow'))
const removed = await outcome(() => store.remove('runflow'))
const after = await outcome(() => store.get('runflow'))
clearInterval(timer)
store.close()
rmSync(folder, { recursive: true })
const slowWriteMs = nearlyLongest(writesMs)
process.stdout.write(`${JSON.stringify({ got, gotMs, set, again, removed, after, slowWriteMs, usualWriteMs })}\n`)
process.exit(0)
