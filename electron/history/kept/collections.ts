import { setImmediate } from 'node:timers/promises'
import type { CollectionRow } from '../../../shared/ipc/history-rows.ts'
import type { Database } from '../database.ts'
import { createNamedRows, type NamedRow, type NamedRows } from './named-rows.ts'

/** Results that belong together, by the user's own choice; one may be in many. */
export interface Collections extends Pick<NamedRows<NamedRow>, 'get' | 'remove' | 'restore'> {
  /** A new one for null. Throws `invalid-request` for a name that another one has. */
  save(id: string | null, name: string): NamedRow
  /** Takes results in or out. Returns those that changed sides, which is what takes it back. */
  put(id: string, outputs: readonly string[], isIn: boolean): Promise<string[]>
}

/** So many are written without a pause; more would keep everything else waiting. */
const atOnce = 1_000

export function createCollections({ database, now }: { database: Database; now: () => Date }): Collections {
  const rows = createNamedRows({ database, now, table: 'collection', what: 'collection', columns: [] })
  return {
    get: (id) => rows.get(id),
    save: (id, name) => rows.save(id, name, {}),
    remove: (id) => rows.remove(id),
    restore: (id) => rows.restore(id),
    put: async (id, outputs, isIn) => {
      const changed: string[] = []
      for (let first = 0; first < outputs.length; first += atOnce) {
        rows.get(id)
        const part = { id, outputs: JSON.stringify(outputs.slice(first, first + atOnce)) }
        changed.push(...(isIn ? takeIn(database, { ...part, at: now().toISOString() }) : takeOut(database, part)))
        await setImmediate()
      }
      return changed
    },
  }
}

function takeIn(database: Database, part: { id: string; outputs: string; at: string }): string[] {
  const rows = database.all<{ output: string }>(
    `INSERT INTO collection_member (collection_id, output_id, added_at)
     SELECT :id, output.id, :at FROM json_each(:outputs) AS wanted JOIN output ON output.id = wanted.value
     WHERE TRUE ON CONFLICT DO NOTHING RETURNING output_id AS output`,
    part,
  )
  return rows.map(({ output }) => output)
}

function takeOut(database: Database, part: { id: string; outputs: string }): string[] {
  const rows = database.all<{ output: string }>(
    `DELETE FROM collection_member WHERE collection_id = :id
       AND output_id IN (SELECT value FROM json_each(:outputs)) RETURNING output_id AS output`,
    part,
  )
  return rows.map(({ output }) => output)
}

/** With how many results each has, those in the bin left out, in no order. */
export function countCollections(database: Database): CollectionRow[] {
  return database.all<CollectionRow>(
    `SELECT collection.id, collection.name, count(output.id) AS count
     FROM collection LEFT JOIN collection_member AS member ON member.collection_id = collection.id
       LEFT JOIN output ON output.id = member.output_id AND output.binned_at IS NULL AND output.state <> 'publishing'
     WHERE collection.removed_at IS NULL GROUP BY collection.id`,
  )
}
