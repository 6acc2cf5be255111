import { expect, it } from 'vitest'
import { countUnsent } from '../../../../electron/batches/journal/unsent.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

it('counts what waits, but nothing that was sent and is only to be collected', () => {
  const library = createTestLibrary()
  const { batch, entries } = addBatch(library, { count: 7 })
  const { journal } = library
  const begin = (index: number) => {
    const attempt = journal.begin(entries[index]!, nanoUsd(1), { batch: null, day: null, month: null })
    return { entry: entries[index]!, attempt }
  }
  const send = (index: number) => {
    const sent = begin(index)
    journal.submitting(sent.entry, sent.attempt, { path: '/runs', body: '{}', bodySha256: 'f'.repeat(64), keyMark: '' })
    return sent
  }
  const accepted = send(0)
  journal.accepted(accepted.entry, accepted.attempt, { runId: 'run-1', requestId: null })
  journal.item(accepted.entry.id, { status: 'parked' })
  journal.item(send(1).entry.id, { status: 'queued' })
  const released = begin(2)
  journal.released(released.entry, released.attempt)
  journal.item(entries[3]!.id, { status: 'parked' })
  journal.item(entries[4]!.id, { status: 'done' })
  journal.item(entries[5]!.id, { status: 'cancelled' })
  // What is left: the released one, the one parked before it was sent, and the one that was never touched.
  expect(countUnsent(library.database, batch.id)).toBe(3)
})
