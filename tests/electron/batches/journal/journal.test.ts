import { expect, it } from 'vitest'
import { attemptSteps, attemptStates } from '../../../../electron/batches/journal/states.ts'
import type { EditResult } from '../../../../electron/providers/provider.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

const price = nanoUsd(40_000_000)
const noCaps = { batch: null, day: null, month: null }
const wire = { path: '/v1/models/reve/edit/runs', body: '{"input":{}}', bodySha256: 'b'.repeat(64), keyMark: 'a mark' }
const result: EditResult = {
  images: [{ kind: 'url', url: 'https://files.example/1.png', flagged: false }],
  cost: { amount: price, source: 'service' },
  seed: null,
  nsfwDetected: null,
  isPartial: false,
  requestId: 'request-1',
}
const cost = { amount: nanoUsd(39_000_000), source: 'service' } as const

function begun() {
  const library = createTestLibrary()
  const { entries, batch } = addBatch(library)
  const entry = entries[0]!
  const attempt = library.journal.begin(entry, price, noCaps)
  const spend = () => library.ledger.batchSpend('paid', batch.id)
  return { ...library, entry, attempt, spend }
}

it('holds the price as soon as an attempt exists', () => {
  const { spend, items, entry } = begun()
  expect(spend()).toEqual({ reserved: price, charged: 0 })
  expect(items.get(entry.id)?.status).toBe('reserved')
})

it('makes neither attempt nor hold when a cap has no room', () => {
  const library = createTestLibrary()
  const { entries, batch } = addBatch(library)
  const caps = { ...noCaps, batch: nanoUsd(1) }
  expect(() => library.journal.begin(entries[0]!, price, caps)).toThrow(/cap/)
  expect(library.journal.latest(entries[0]!.id)).toBeNull()
  expect(library.ledger.batchSpend('paid', batch.id)).toEqual({ reserved: 0, charged: 0 })
  expect(library.items.get(entries[0]!.id)?.status).toBe('queued')
})

it('keeps the exact body before anything is sent, and only the hash of a large one', () => {
  const { journal, entry, attempt } = begun()
  journal.submitting(entry, attempt, wire)
  expect(journal.latest(entry.id)).toMatchObject({ state: 'submitting', ...wire })
  const other = begun()
  const large = { ...wire, body: 'x'.repeat(300_000) }
  other.journal.submitting(other.entry, other.attempt, large)
  expect(other.journal.latest(other.entry.id)).toMatchObject({ body: null, bodySha256: wire.bodySha256 })
})

it('has the submitted attempt in the file itself, for whoever opens it after a crash', () => {
  const { journal, entry, attempt, folder } = begun()
  journal.submitting(entry, attempt, wire)
  const reopened = createTestLibrary(folder)
  expect(reopened.journal.latest(entry.id)?.state).toBe('submitting')
})

it('replaces the hold by the real cost when the result is known', () => {
  const { journal, entry, attempt, spend } = begun()
  journal.submitting(entry, attempt, wire)
  journal.accepted(entry, attempt, { runId: 'run-1', requestId: null })
  journal.succeeded(entry, attempt, { runId: 'run-1', result, cost })
  expect(spend()).toEqual({ reserved: 0, charged: cost.amount })
  expect(journal.latest(entry.id)).toMatchObject({ runId: 'run-1', requestId: 'request-1', result, cost: cost.amount })
})

it('gives the hold back when the service failed the run', () => {
  const { journal, items, entry, attempt, spend } = begun()
  journal.submitting(entry, attempt, wire)
  journal.failed(entry, attempt, { code: 'input-refused', message: 'No.' })
  expect(spend()).toEqual({ reserved: 0, charged: 0 })
  expect(items.get(entry.id)).toMatchObject({ status: 'failed', failure: { code: 'input-refused', message: 'No.' } })
})

it('keeps the hold while nobody knows whether a request was taken', () => {
  const { journal, entry, attempt, spend } = begun()
  journal.submitting(entry, attempt, wire)
  journal.unresolved(entry, attempt, { code: 'outcome-unknown', message: 'No answer.' })
  expect(spend()).toEqual({ reserved: price, charged: 0 })
  journal.dropped(entry, attempt, { status: 'queued' })
  expect(spend()).toEqual({ reserved: 0, charged: price })
})

it('books a lost result once, whether its cost was known before or not', () => {
  const billed = begun()
  billed.journal.submitting(billed.entry, billed.attempt, wire)
  const failure = { code: 'result-lost', message: 'Gone.' } as const
  billed.journal.lost(billed.entry, billed.attempt, { cost, failure, status: 'unresolved' })
  expect(billed.spend()).toEqual({ reserved: 0, charged: cost.amount })

  const fetched = begun()
  fetched.journal.submitting(fetched.entry, fetched.attempt, wire)
  fetched.journal.succeeded(fetched.entry, fetched.attempt, { runId: null, result, cost })
  fetched.journal.lost(fetched.entry, fetched.attempt, { cost: null, failure, status: 'failed' })
  expect(fetched.spend()).toEqual({ reserved: 0, charged: cost.amount })
})

it('refuses every step its table does not list and then moves no money', () => {
  for (const state of attemptStates) {
    const { journal, database, entry, attempt, spend } = begun()
    database.run('UPDATE attempt SET state = :state', { state })
    const isAllowed = attemptSteps[state].includes('failed')
    const fail = () => journal.failed(entry, attempt, { code: 'unexpected', message: '' })
    if (isAllowed) expect(fail).not.toThrow()
    else expect(fail).toThrow(/cannot go from/)
    expect(spend().reserved).toBe(isAllowed ? 0 : price)
  }
})

it('tells of each change once it is written', () => {
  const { journal, entry, attempt, changed } = begun()
  changed.length = 0
  journal.submitting(entry, attempt, wire)
  expect(changed).toEqual([entry.id])
})
