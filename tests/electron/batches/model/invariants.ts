import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { attemptsOf } from '../../../../electron/batches/journal/attempts.ts'
import { mostTries } from '../../../../electron/batches/run/retry.ts'
import { goingOn } from '../../../../shared/domain/item.ts'
import { filesBelow } from '../../../support/test-run.ts'
import type { ModelProcess } from './model-process.ts'
import type { Work } from './model-service.ts'
import type { World } from './world.ts'

/** How often the user said yes to a further paid request, by item. */
export type Yeses = ReadonlyMap<string, number>

/** What must hold at any moment between two lives of the program. */
export function expectSoundLibrary({ database, ledger }: ModelProcess, { batchId, service, price }: World): void {
  const entries = database.get<{ reserved: number; charged: number }>(
    `SELECT coalesce(sum(CASE kind WHEN 'reserve' THEN amount_nano WHEN 'release' THEN -amount_nano ELSE 0 END), 0) AS reserved,
       coalesce(sum(CASE WHEN kind IN ('charge', 'assume') THEN amount_nano ELSE 0 END), 0) AS charged FROM ledger`,
  )
  const spend = ledger.batchSpend('paid', batchId)
  expect(spend, 'totals equal entries').toEqual(entries)
  const open = database.get<{ count: number }>(
    `SELECT count(*) AS count FROM attempt WHERE state IN ('reserved', 'submitting', 'accepted', 'unresolved')`,
  )
  expect(spend.reserved, 'holds belong to open attempts').toBe((open?.count ?? 0) * price)
  const costs = database.get<{ sum: number }>('SELECT coalesce(sum(cost_nano), 0) AS sum FROM attempt')
  expect(spend.charged, 'charges belong to attempts').toBe(costs?.sum)
  const charged = service.works.reduce((sum, work) => sum + work.charged, 0)
  expect(spend.reserved + spend.charged, 'never less than the service charged').toBeGreaterThanOrEqual(charged)
}

/** What must hold when everything has come to rest. */
export function expectAllAtRest(program: ModelProcess, world: World, yeses: Yeses): void {
  const { items, batches, views } = program
  const { batchId, service } = world
  expect(world.user.sentAfterCancel, 'paid requests sent after a cancel').toBe(0)
  const { counts, batch } = views.batch(batches.get(batchId))
  expect(
    goingOn.filter((status) => (counts[status] ?? 0) > 0),
    'nothing is left that could go on',
  ).toEqual([])
  if ((counts.unresolved ?? 0) > 0) expect(batch.status, 'what waits for a decision stays listed').toBe('paused')
  else expect(['done', 'cancelled']).toContain(batch.status)
  for (const item of items.ofBatch(batchId)) {
    const accepted = service.works.filter(({ itemId }) => itemId === item.id)
    expect(accepted.length, `paid requests taken for item ${item.position}`).toBeLessThanOrEqual(
      1 + (yeses.get(item.id) ?? 0),
    )
    if (item.status === 'failed' || item.status === 'unresolved')
      expect(item.failure, 'a reason is given').not.toBeNull()
    if (item.status === 'done') expect(accepted.some(({ end }) => end === 'succeeded')).toBe(true)
  }
  expectNothingPaidForIsLost(program, world)
  expectCleanFolders(program, world)
}

function expectNothingPaidForIsLost(program: ModelProcess, world: World): void {
  for (const work of world.service.works.filter(({ charged }) => charged > 0)) {
    const attempt = attemptsOf(program.database, work.itemId).find(({ id }) => id === work.attemptId)
    expect(attempt, 'every charge has its attempt').toBeDefined()
    const item = program.items.get(work.itemId)!
    const what = `${work.id} of item ${item.position} (${attempt!.state}, item ${item.status})`
    const { state } = attempt!
    expect(['succeeded', 'lost', 'unresolved', 'dropped'], what).toContain(state)
    if (state === 'succeeded') expectPublished(program, world, { work, mayMiss: () => false })
    if (state === 'unresolved') expect(item.status, what).toBe('unresolved')
    if (state === 'lost') expectRightlyLost(program, world, work)
  }
}

/** A result is given up only after the service or its files said no, and then only the pictures that it was about. */
function expectRightlyLost(program: ModelProcess, world: World, work: Work): void {
  if (work.end !== 'succeeded' || work.isAnswerLost) return
  const spoiled = Array.from({ length: work.pictures }, (_, index) => isSpoiled(world, work, index))
  expect(spoiled, `${work.id} is lost for a reason`).toContain(true)
  expectPublished(program, world, { work, mayMiss: (index) => spoiled[index] === true })
}

/** Whether the place of a result refused or spoiled it often enough for it to be given up. */
function isSpoiled({ service }: World, { id }: Work, index: number): boolean {
  const { expired, broken } = service.files.fateOf(id, index)
  return expired >= mostTries || broken >= mostTries
}

interface Expected {
  readonly work: Work
  /** Whether this picture may be missing. */
  readonly mayMiss: (index: number) => boolean
}

function expectPublished({ outputs }: ModelProcess, { service }: World, { work, mayMiss }: Expected): void {
  const known = outputs.ofAttempt(work.attemptId)
  for (let index = 0; index < (work.end === 'empty' ? 0 : work.pictures); index += 1) {
    const output = known.find(({ number }) => number === index)
    if (output?.state !== 'published' && mayMiss(index)) continue
    const fate = JSON.stringify(service.files.fateOf(work.id, index))
    expect(output?.state, `picture ${index} of ${work.id} (${fate})`).toBe('published')
    expect(readFileSync(output!.path, 'utf8')).toBe(service.files.contentOf(work.id, index))
    expect(statSync(output!.path).size).toBe(output!.bytes)
  }
}

function expectCleanFolders({ database }: ModelProcess, { folder, outputFolder }: World): void {
  const published = database.all<{ path: string }>(`SELECT path FROM output WHERE state = 'published' ORDER BY path`)
  // A drive that goes away in the middle keeps its temporary files until the next start of the program.
  const files = filesBelow(outputFolder).filter((path) => !path.endsWith('.part'))
  expect(files, 'each file once, and no other').toEqual(published.map(({ path }) => path).toSorted())
  const aside = filesBelow(join(folder, 'recovery')).filter((path) => !path.endsWith('.broken'))
  expect(aside, 'nothing is left in the recovery folder').toEqual([])
  expect(readdirSync(join(folder, 'work')).filter((name) => name !== 'local')).toEqual([])
}
