import { expect, it } from 'vitest'
import { countCollections, createCollections } from '../../../../electron/history/kept/collections.ts'
import { createPast } from '../../../support/past.ts'

function createBench() {
  const past = createPast()
  past.database.run('DELETE FROM collection_member')
  past.database.run('DELETE FROM collection')
  const { database } = past
  const outputs = database
    .all<{ id: string }>('SELECT id FROM output WHERE binned_at IS NULL ORDER BY rowid')
    .map(({ id }) => id)
  const collections = createCollections({ database, now: () => past.clock.now() })
  const counts = () => Object.fromEntries(countCollections(database).map(({ name, count }) => [name, count]))
  return { ...past, collections, outputs, counts }
}

it('gathers results, and says which of them were not in it before', async () => {
  const { collections, outputs, counts, found } = createBench()
  const { id } = collections.save(null, 'To print')
  expect(counts()).toEqual({ 'To print': 0 })
  expect(await collections.put(id, outputs.slice(0, 3), true)).toEqual(outputs.slice(0, 3))
  expect(await collections.put(id, outputs.slice(2, 5), true)).toEqual(outputs.slice(3, 5))
  expect(await collections.put(id, ['nobody’s'], true)).toEqual([])
  expect(counts()).toEqual({ 'To print': 5 })
  expect(new Set(found({ within: { kind: 'collection', id } }))).toEqual(new Set(outputs.slice(0, 5)))
})

it('takes results out, and says which of them were in it', async () => {
  const { collections, outputs, counts } = createBench()
  const { id } = collections.save(null, 'To print')
  await collections.put(id, outputs.slice(0, 3), true)
  const taken = await collections.put(id, outputs.slice(1), false)
  expect(new Set(taken)).toEqual(new Set(outputs.slice(1, 3)))
  expect(counts()).toEqual({ 'To print': 1 })
})

it('takes thousands without keeping others waiting for all of them', async () => {
  const { collections, outputs, counts } = createBench()
  const { id } = collections.save(null, 'Everything')
  const many = Array.from({ length: 15 }, () => outputs).flat()
  let turns = 0
  const turn = (): void => {
    turns += 1
    if (!isDone) setImmediate(turn)
  }
  let isDone = false
  setImmediate(turn)
  expect(await collections.put(id, many, true)).toHaveLength(outputs.length)
  isDone = true
  expect(turns).toBeGreaterThanOrEqual(2)
  expect(counts()).toEqual({ Everything: outputs.length })
})

it('counts what is shown of a collection, so nothing that is in the bin', async () => {
  const { collections, outputs, counts, database } = createBench()
  const { id } = collections.save(null, 'To print')
  await collections.put(id, outputs.slice(0, 3), true)
  database.run(`UPDATE output SET binned_at = '2026' WHERE id = :id`, { id: outputs[0]! })
  expect(counts()).toEqual({ 'To print': 2 })
})

it('comes back whole when it was removed', async () => {
  const { collections, outputs, counts } = createBench()
  const { id } = collections.save(null, 'To print')
  await collections.put(id, outputs.slice(0, 3), true)
  collections.remove(id)
  expect(counts()).toEqual({})
  await expect(collections.put(id, outputs, true)).rejects.toThrow('There is no such collection any more.')
  collections.restore(id)
  expect(counts()).toEqual({ 'To print': 3 })
})
