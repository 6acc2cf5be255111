import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { judgeCaps } from '../concurrency/judge.ts'
import { prices } from '../concurrency/setting.ts'
import { readLibrary } from '../judge/read-library.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { clockArguments, editArguments, items, paidFor, type Run } from './run.ts'

const midnights = ['2026-05-05T00:00:00.000Z', '2027-01-01T00:00:00.000Z', '2026-06-01T00:00:00.000Z'] as const
const eveningMs = 120_000

/** Half of a batch is all that a day may cost: the rest has to wait for midnight and no longer. */
export async function runIntoDayCap(run: Run): Promise<string[]> {
  const { home, service, random } = run
  const cap = (items / 2) * prices[service]
  mkdirSync(home)
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ caps: { dayUsd: cap.toFixed(3) } }))
  const midnightMs = Date.parse(random.pick(midnights))
  const violations: string[] = []
  const play = async (args: readonly string[], startMs: number, expected: { code: number; paid: number }) => {
    const environment = { ...run.environment, TZ: 'UTC', FAULTS_START: String(startMs) }
    const ended = await runCli(args, { environment, nodeArguments: clockArguments })
    const { length: paid } = await paidFor(run)
    const when = new Date(startMs).toISOString()
    if (ended.exitCode !== expected.code) violations.push(`at ${when}: ${lastWords(ended)}`)
    if (paid !== expected.paid) violations.push(`${paid} requests were accepted until ${when}, not ${expected.paid}`)
  }
  const half = { code: 4, paid: items / 2 }
  await play(editArguments(run), midnightMs - eveningMs, half)
  await play(['resume', '--json'], midnightMs - eveningMs / 2, half)
  await play(['resume', '--json'], midnightMs + 1, { code: 0, paid: items })
  const library = readLibrary(home)
  return [...violations, ...(library === null ? ['There is no library'] : judgeCaps(library, Math.round(cap * 1e9)))]
}
