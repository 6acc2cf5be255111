import { expect, it } from 'vitest'
import { createJournal } from '../../../electron/batches/journal/journal.ts'
import { readLater, readLineage } from '../../../electron/review/lineage.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { buildResult } from '../../support/fake-provider.ts'
import { addBatch, buildFacts, createTestLibrary, type TestLibrary } from '../../support/test-library.ts'
import { addOutput, sha256 } from './test-reviews.ts'

const noCaps = { batch: null, day: null, month: null }

/** An item that was charged, made from a source with this content, with a result of that content. */
function addStep(library: TestLibrary, { from, text, prompt }: { from: string; text: string; prompt: string }) {
  const facts = buildFacts({ sha256: sha256(from) })
  const source = library.sources.put({ path: `/photos/${from}.jpg`, bytes: 1, modifiedMs: 1 }, facts)
  const { items, entries } = addBatch(library, { item: { sourceId: source.id, prompt, sourceLabel: `${from}.jpg` } })
  const [item, entry] = [items[0]!, entries[0]!]
  const journal = createJournal({ ...library, now: () => library.clock.now(), onItemChanged: () => undefined })
  const attempt = journal.begin(entry, nanoUsd(40), noCaps)
  journal.submitting(entry, attempt, { path: '/', body: '', bodySha256: '', keyMark: '' })
  const cost = { amount: nanoUsd(30), source: 'service' as const }
  journal.succeeded(entry, attempt, { runId: null, result: buildResult(), cost })
  journal.item(item.id, { status: 'done' })
  library.batches.setStatus(entry.batchId, 'done')
  return { item, output: addOutput(library, item.id, { text }) }
}

function link({ database }: TestLibrary, child: string, parent: string): void {
  database.run(`UPDATE item SET parent_item_id = :parent, relation = 'redo' WHERE id = :child`, { child, parent })
}

it('tells the way from the first source by content, with what each step was charged', () => {
  const library = createTestLibrary()
  const first = addStep(library, { from: 'photo', text: 'warm', prompt: 'make it warm' })
  const second = addStep(library, { from: 'warm', text: 'warm and wide', prompt: 'make it wide' })
  const steps = readLineage(library.database, second.output.id)
  expect(steps.map(({ prompt, chargedNano, relation, outputId }) => [prompt, chargedNano, relation, outputId])).toEqual(
    [
      ['make it warm', 30, null, first.output.id],
      ['make it wide', 30, null, second.output.id],
    ],
  )
  expect(steps[0]).toMatchObject({ name: 'photo.jpg', sourcePath: '/photos/photo.jpg', outputPath: first.output.path })
  expect(readLater(library.database, first.output.id).map(({ itemId }) => itemId)).toEqual([second.item.id])
  expect(readLater(library.database, second.output.id)).toEqual([])
})

it('goes by way of the item that was done again, also where that never had a result', () => {
  const library = createTestLibrary()
  const first = addStep(library, { from: 'photo', text: 'warm', prompt: 'one' })
  const redone = addStep(library, { from: 'warm', text: 'cold', prompt: 'three' })
  const failed = addBatch(library, { item: { prompt: 'two', status: 'failed', sourceId: redone.item.sourceId } })
    .items[0]!
  link(library, redone.item.id, failed.id)
  const steps = readLineage(library.database, redone.output.id)
  expect(steps.map(({ prompt, relation, outputId }) => [prompt, relation, outputId])).toEqual([
    ['one', null, first.output.id],
    ['two', null, null],
    ['three', 'redo', redone.output.id],
  ])
})

it('lists what came of a result, the newest first, done again or used on', () => {
  const library = createTestLibrary()
  const first = addStep(library, { from: 'photo', text: 'warm', prompt: 'one' })
  const again = addStep(library, { from: 'photo', text: 'warm too', prompt: 'one' })
  link(library, again.item.id, first.item.id)
  const used = addStep(library, { from: 'warm', text: 'wide', prompt: 'two' })
  expect(readLater(library.database, first.output.id).map(({ itemId, relation }) => [itemId, relation])).toEqual([
    [used.item.id, null],
    [again.item.id, 'redo'],
  ])
})

it('takes the result at the very path of the source where several have its content', () => {
  const library = createTestLibrary()
  addStep(library, { from: 'photo', text: 'same', prompt: 'an older twin' })
  const twin = addStep(library, { from: 'photo', text: 'same', prompt: 'the one that was used' })
  const last = addStep(library, { from: 'same', text: 'end', prompt: 'end' })
  library.database.run('UPDATE source SET path = :path WHERE id = :id', {
    path: twin.output.path,
    id: last.item.sourceId,
  })
  expect(readLineage(library.database, last.output.id)[0]).toMatchObject({ prompt: 'the one that was used' })
})

it('ends where something is missing, and is not led in circles', () => {
  const library = createTestLibrary()
  const one = addStep(library, { from: 'b', text: 'a', prompt: 'a of b' })
  const other = addStep(library, { from: 'a', text: 'b', prompt: 'b of a' })
  expect(readLineage(library.database, one.output.id)).toHaveLength(2)
  link(library, one.item.id, other.item.id)
  link(library, other.item.id, one.item.id)
  expect(readLineage(library.database, one.output.id)).toHaveLength(2)
  const orphan = addStep(library, { from: 'nothing else', text: 'orphan', prompt: 'orphan' })
  link(library, orphan.item.id, 'an item that was lost')
  expect(readLineage(library.database, orphan.output.id)).toHaveLength(1)
  const itself = addStep(library, { from: 'mirror', text: 'mirror', prompt: 'changes nothing' })
  expect(readLineage(library.database, itself.output.id)).toHaveLength(1)
  expect(readLater(library.database, itself.output.id)).toEqual([])
  expect(readLineage(library.database, 'no such result')).toEqual([])
})
