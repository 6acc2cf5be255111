import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { createJournal, type JournalItem } from '../../../electron/batches/journal/journal.ts'
import { createLedger, localDay, type Caps } from '../../../electron/batches/journal/ledger.ts'
import { openDatabase, type Database } from '../../../electron/history/database.ts'
import { createBatches } from '../../../electron/history/batches.ts'
import { createItems } from '../../../electron/history/items.ts'
import { createSources } from '../../../electron/history/sources.ts'
import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { recipeSchema } from '../../../shared/domain/recipe.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Attempt } from '../../../electron/batches/journal/attempts.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'
import { buildQuote } from '../../support/build-quote.ts'

interface World {
  nowMs: number
  readonly caps: Caps
  readonly open: { item: JournalItem; attempt: Attempt }[]
  reserved: number
  refused: number
}

const steps = 60
const items = 40
const hourMs = 3_600_000

/** One random history of money on a real library: workers of two connections reserve, settle, restart and see midnight. */
export function playSpending(folder: string, random: Random, name: string): SuiteResult {
  const path = join(folder, 'library.db')
  const cap = (most: number): NanoUsd | null => (random.chance(0.25) ? null : nanoUsd(random.int(0, most)))
  const world: World = {
    nowMs: Date.UTC(2026, random.int(0, 11), random.int(1, 28), random.int(0, 23), 30),
    caps: { batch: cap(3_000), day: cap(4_000), month: cap(6_000) },
    open: [],
    reserved: 0,
    refused: 0,
  }
  let workers = [openWorker(path, world), openWorker(path, world)]
  const entries = addItems(workers[0]?.database, world)
  const violations: string[] = []
  for (let step = 0; step < steps; step += 1) {
    if (random.chance(0.04)) {
      for (const { database } of workers) database.close()
      workers = [openWorker(path, world), openWorker(path, world)]
    }
    const worker = random.pick(workers)
    takeStep(worker, world, { random, entry: random.pick(entries) })
    violations.push(...judge(worker, world, entries[0]?.batchId ?? '').map((said) => `${name}, step ${step}: ${said}`))
  }
  for (const { database } of workers) database.close()
  if (violations.length === 0) rmSync(folder, { recursive: true })
  return { counts: { games: 1, steps, reserved: world.reserved, 'refused by a cap': world.refused }, violations }
}

type Worker = ReturnType<typeof openWorker>

function openWorker(path: string, world: World) {
  const database = openDatabase({ path, backUp: () => undefined })
  const now = (): Date => new Date(world.nowMs)
  const [library, ledger] = [createItems(database, now), createLedger(database, now)]
  const journal = createJournal({ database, items: library, ledger, now, onItemChanged: () => undefined })
  return { database, ledger, journal }
}

function takeStep({ journal }: Worker, world: World, { random, entry }: { random: Random; entry: JournalItem }): void {
  if (random.chance(0.1)) world.nowMs += random.int(1, 30) * hourMs
  if (random.chance(0.55)) return reserve(journal, world, { random, entry })
  const [taken] = world.open.splice(random.int(0, Math.max(0, world.open.length - 1)), 1)
  if (taken === undefined) return
  settle(journal, taken, random)
}

function reserve(
  journal: Worker['journal'],
  world: World,
  { random, entry }: { random: Random; entry: JournalItem },
): void {
  const price = nanoUsd(random.int(0, 400) * random.int(1, 4))
  if (world.open.some(({ item }) => item.id === entry.id)) return
  try {
    world.open.push({ item: entry, attempt: journal.begin(entry, price, world.caps) })
    world.reserved += 1
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'cap-reached') throw thrown
    world.refused += 1
  }
}

function settle(journal: Worker['journal'], { item, attempt }: World['open'][number], random: Random): void {
  const failure = { code: 'provider-failed', message: 'Made to fail' } as const
  const cost = { amount: nanoUsd(random.int(0, attempt.price)), source: 'service' } as const
  const wire = { path: '/x', body: '{}', bodySha256: 'x', keyMark: '' }
  if (random.chance(0.2)) return journal.released(item, attempt)
  journal.submitting(item, attempt, wire)
  if (random.chance(0.3)) return journal.failed(item, attempt, failure)
  if (random.chance(0.3)) {
    journal.unresolved(item, attempt, { code: 'outcome-unknown', message: 'Made to hang' })
    return journal.dropped(item, attempt, { status: 'queued' })
  }
  const result = { images: [], cost, seed: null, nsfwDetected: null, isPartial: false, requestId: null }
  journal.succeeded(item, attempt, { runId: null, result, cost })
}

/** Counted from the attempts, not from the sums the ledger keeps for itself. */
function judge({ database }: Worker, { caps }: World, batchId: string): string[] {
  const used = database.all<{ day: string; used: number }>(
    `SELECT day, sum(CASE WHEN cost_nano IS NOT NULL THEN cost_nano
       WHEN state IN ('reserved', 'submitting', 'accepted', 'unresolved') THEN price_nano ELSE 0 END) AS used
     FROM attempt GROUP BY day`,
  )
  const found: string[] = []
  const check = (what: string, amount: number, cap: NanoUsd | null): void => {
    if (cap !== null && amount > cap) found.push(`${what} uses ${amount} of ${cap}`)
  }
  check(
    `batch ${batchId}`,
    used.reduce((sum, row) => sum + row.used, 0),
    caps.batch,
  )
  for (const row of used) check(row.day, row.used, caps.day)
  for (const month of new Set(used.map(({ day }) => day.slice(0, 7)))) {
    check(
      month,
      used.filter(({ day }) => day.startsWith(month)).reduce((sum, row) => sum + row.used, 0),
      caps.month,
    )
  }
  return found
}

function addItems(database: Database | undefined, world: World): JournalItem[] {
  if (database === undefined) throw new Error('There is no library')
  const now = (): Date => new Date(world.nowMs)
  const recipe = recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'x' })
  const batch = createBatches(database, now).insert({
    id: `batch ${localDay(now())}`,
    mode: 'paid',
    recipe,
    quote: buildQuote(),
    outputFolder: '/out',
    cap: null,
  })
  const source = createSources(database, now).put({ path: '/x.jpg', bytes: 1, modifiedMs: 1 }, null)
  const blank = {
    batchId: batch.id,
    sourceId: source.id,
    sourceLabel: 'x',
    prompt: 'x',
    targets: ['x'],
    status: 'queued' as const,
    skipReason: null,
    linkedItemId: null,
    failure: null,
  }
  const rows = Array.from({ length: items }, (_, position) => ({ ...blank, id: `item ${position}`, position }))
  createItems(database, now).insert(rows)
  return rows.map(({ id }) => ({ id, batchId: batch.id, mode: 'paid' as const }))
}
