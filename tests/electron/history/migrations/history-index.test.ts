import fc from 'fast-check'
import { expect, it } from 'vitest'
import { itemStatuses } from '../../../../shared/domain/item.ts'
import { readIndex, readRebuiltIndex } from '../../../support/history-index.ts'
import { createPast } from '../../../support/past.ts'
import { addBatch, createTestLibrary } from '../../../support/test-library.ts'

it('is the same made anew, for a library of years', () => {
  const { database } = createPast()
  const index = readIndex(database)
  expect(index.entries.length).toBeGreaterThan(200)
  expect(index.words.length).toBeGreaterThan(2_000)
  expect(index).toEqual(readRebuiltIndex(database))
})

const texts = fc.constantFrom('', 'sunset', 'warm light', 'müde')
const places = fc.nat({ max: 40 })
type Write = { readonly sql: string; readonly bindings: Record<string, string | number | null> }

/** Everything that may ever be written to what history is made of, by whomever. */
const writes: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(places, fc.constantFrom(...itemStatuses), fc.nat({ max: 99 })).map(([place, status, at]) => ({
    sql: `UPDATE item SET status = :status, updated_at = '2026-11-' || :at WHERE rowid = :place`,
    bindings: { place, status, at },
  })),
  fc.tuple(places, texts).map(([place, text]) => ({
    sql: 'UPDATE item SET prompt = :text WHERE rowid = :place',
    bindings: { place, text },
  })),
  fc.tuple(places, fc.constantFrom('publishing', 'published', 'kept')).map(([place, state]) => ({
    sql: 'UPDATE output SET state = :state WHERE rowid = :place',
    bindings: { place, state },
  })),
  fc.tuple(places, fc.constantFrom(null, 0.5), fc.constantFrom(null, '2026')).map(([place, changed, at]) => ({
    sql: 'UPDATE output SET changed = :changed, binned_at = :at WHERE rowid = :place',
    bindings: { place, changed, at },
  })),
  fc.tuple(places, places).map(([place, number]) => ({
    sql: `INSERT INTO output SELECT 'more ' || :number, item_id, attempt_id, 100 + :number, 'published', path || :number, sha256,
      bytes, format, width, height, is_flagged, '2027', NULL, NULL, NULL, NULL, NULL FROM output
      WHERE rowid = :place AND NOT EXISTS (SELECT 1 FROM output WHERE id = 'more ' || :number)`,
    bindings: { place, number },
  })),
  places.map((place) => ({
    sql: `DELETE FROM output WHERE rowid = :place AND id NOT IN (SELECT output_id FROM review)
      AND id NOT IN (SELECT output_id FROM collection_member)`,
    bindings: { place },
  })),
  fc.tuple(places, fc.nat({ max: 9 })).map(([place, cost]) => ({
    sql: 'UPDATE attempt SET cost_nano = :cost WHERE rowid = :place',
    bindings: { place, cost },
  })),
  fc.tuple(places, texts, texts).map(([place, folder, words]) => ({
    sql: `UPDATE source SET path = '/' || :folder || '/' || id, words = :words WHERE rowid = :place`,
    bindings: { place, folder, words },
  })),
  fc
    .tuple(places, fc.constantFrom(null, 'keep', 'reject'), fc.nat({ max: 5 }), texts)
    .map(([place, verdict, rating, text]) => ({
      sql: `INSERT INTO review SELECT id, :verdict, :rating, json_array(:text), :text, '' FROM output WHERE rowid = :place
        ON CONFLICT (output_id) DO UPDATE SET verdict = excluded.verdict, rating = excluded.rating, tags = excluded.tags,
          note = excluded.note`,
      bindings: { place, verdict, rating, text },
    })),
  places.map((place) => ({
    sql: 'DELETE FROM review WHERE output_id = (SELECT id FROM output WHERE rowid = :place)',
    bindings: { place },
  })),
  places.map((place) => ({
    sql: `DELETE FROM item WHERE rowid = :place AND NOT EXISTS (SELECT 1 FROM attempt WHERE item_id = item.id)`,
    bindings: { place },
  })),
)

it('is the same made anew, whatever was written in whatever order', () => {
  const { database } = createPast(40)
  fc.assert(
    fc.property(fc.array(writes, { minLength: 1, maxLength: 25 }), (steps) => {
      for (const { sql, bindings } of steps) database.run(sql, bindings)
      expect(readIndex(database)).toEqual(readRebuiltIndex(database))
    }),
    { numRuns: 120 },
  )
})

it('numbers entries in the order they were made when it is made anew', () => {
  const { database } = createPast()
  const rows = database.all<{ at: string }>('SELECT at FROM history_entry ORDER BY id')
  expect(rows.map(({ at }) => at)).toEqual(rows.map(({ at }) => at).toSorted())
})

it('writes no words again where somebody only judges', () => {
  const { database } = createPast(20)
  const versions = (): unknown => database.all('SELECT words_version FROM history_entry')
  const before = versions()
  database.run('DELETE FROM review')
  const cleared = versions()
  expect(cleared).not.toEqual(before)
  database.run(`INSERT INTO review (output_id, verdict, rating, updated_at) SELECT id, 'keep', 3, '' FROM output`)
  database.run(`UPDATE review SET verdict = 'reject', rating = 1`)
  expect(versions()).toEqual(cleared)
  expect(database.get(`SELECT count(*) AS count FROM history_entry WHERE verdict = 'reject'`)).toEqual({ count: 20 })
})

it('shows nothing of an item that is under way, and its end when it came', () => {
  const library = createTestLibrary()
  const { database } = library
  addBatch(library)
  expect(readIndex(database).entries).toEqual([])
  database.run(`UPDATE item SET status = 'failed'`)
  expect(readIndex(database).entries).toMatchObject([{ status: 'failed', output_id: null }])
  database.run(`UPDATE item SET status = 'queued'`)
  expect(readIndex(database)).toEqual({ entries: [], words: [] })
})
