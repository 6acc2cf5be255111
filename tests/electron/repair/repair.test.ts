import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRepair } from '../../../electron/repair/repair.ts'
import type { ProvenanceRecord } from '../../../electron/images/provenance.ts'
import { createFakeImages } from '../../support/fake-images.ts'
import { createTestLibrary, type TestLibrary } from '../../support/test-library.ts'
import { createTestRun } from '../../support/test-run.ts'

const sourceSha256 = 'a'.repeat(64)

const sound: ProvenanceRecord = {
  version: '0.1.0',
  model: 'runflow/reve/edit',
  prompt: 'make it warm',
  runId: 'run-1',
  attemptId: 'attempt-1',
  itemId: 'item-1',
  sourceSha256,
  isAiGenerated: true,
  isPractice: false,
  number: 0,
  contentKey: 'key',
  batchId: 'batch-1',
  batchNumber: 7,
}

/** Repairs a library from files that carry these records; each file has bytes of its own. */
async function repaired(library: TestLibrary, records: readonly Partial<ProvenanceRecord>[], name = 'results') {
  const folder = join(library.folder, name)
  mkdirSync(folder, { recursive: true })
  const byPath = new Map(
    records.map((record, index) => [join(folder, `${index}.png`), { ...sound, ...record }] as const),
  )
  for (const path of byPath.keys()) writeFileSync(path, `bytes of ${path}`)
  const repair = createRepair({
    ...library,
    images: createFakeImages(),
    metadata: { readProvenance: (path) => Promise.resolve(byPath.get(path) ?? null) },
    now: () => library.clock.now(),
  })
  return repair.run({ folders: [folder], signal: new AbortController().signal, onProgress: () => undefined })
}

const batchesOf = ({ database }: TestLibrary) =>
  database.all('SELECT id, number, model, mode FROM batch ORDER BY number')

describe('records anybody can have written', () => {
  it.each<[string, Partial<ProvenanceRecord>]>([
    ['a path for an item', { itemId: '../../settings' }],
    ['a path for an attempt', { attemptId: '/etc/passwd' }],
    ['a path for the hash of a source', { sourceSha256: '../../../x' }],
    ['a path for a batch', { batchId: '..' }],
    ['a number no further batch could be counted from', { batchNumber: Number.MAX_SAFE_INTEGER }],
    ['a number of a result out of range', { number: Number.MAX_SAFE_INTEGER }],
    ['a prompt that is too long for a recipe', { prompt: 'x'.repeat(100_001) }],
    ['no model', { model: '' }],
  ])('are left and named where they hold %s, and cost no other', async (_, lie) => {
    const library = createTestLibrary()
    const report = await repaired(library, [lie, { itemId: 'item-2', attemptId: 'attempt-2' }])
    expect(report).toMatchObject({ adopted: 1, unreadable: [join(library.folder, 'results', '0.png')] })
    expect(library.database.all('SELECT id FROM item')).toEqual([{ id: 'item-2' }])
  })

  it('bring nothing into a batch of another model or mode', async () => {
    const library = createTestLibrary()
    await repaired(library, [{}])
    const lies = [
      { isPractice: true, itemId: 'item-2', attemptId: 'attempt-2' },
      { model: 'runflow/other/edit', itemId: 'item-3', attemptId: 'attempt-3' },
    ]
    expect(await repaired(library, lies, 'lies')).toMatchObject({ adopted: 2 })
    expect(batchesOf(library)).toMatchObject([
      { id: 'batch-1', number: 7, model: 'runflow/reve/edit', mode: 'paid' },
      { mode: 'practice' },
      { model: 'runflow/other/edit', mode: 'paid' },
    ])
    expect(library.items.ofBatch('batch-1').map(({ id }) => id)).toEqual(['item-1'])
  })

  it('give no result to an item or a request of other pictures', async () => {
    const library = createTestRun()
    await library.run()
    const item = library.item()
    const lie = { itemId: item.id, attemptId: library.attempt().id, batchId: item.batchId }
    const before = library.outputs.ofItem(item.id)
    expect(await repaired(library, [lie])).toMatchObject({ adopted: 1 })
    expect(library.outputs.ofItem(item.id)).toEqual(before)
    expect(library.outputs.ofAttempt(library.attempt().id)).toEqual(before)
  })
})

it('finishes what a restored library had cancelled, so that nobody pays for it again', async () => {
  const library = createTestLibrary()
  await repaired(library, [{}])
  library.database.run('DELETE FROM output')
  library.database.run('DELETE FROM attempt')
  library.database.run(
    `UPDATE item SET status = 'cancelled', content_key = NULL, error_code = 'outcome-unknown', error_message = 'x'`,
  )
  expect(await repaired(library, [{}])).toMatchObject({ adopted: 1 })
  expect(library.items.get('item-1')).toMatchObject({ status: 'done', failure: null })
  expect(library.outputs.sameContent('key', 'paid', 'another').map(({ itemId }) => itemId)).toEqual(['item-1'])
})

it('changes nothing the second time', async () => {
  const library = createTestLibrary()
  const two = [{}, { itemId: 'item-2', attemptId: 'attempt-2' }]
  expect(await repaired(library, two)).toMatchObject({ adopted: 2, known: 0 })
  const [output] = library.outputs.ofItem('item-1')
  expect(dirname(output!.path)).toBe(join(library.folder, 'results'))
  expect(await repaired(library, two)).toMatchObject({ adopted: 0, known: 2 })
  expect(batchesOf(library)).toHaveLength(1)
})
