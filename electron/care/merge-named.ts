import type { Database } from '../history/database.ts'
import { count, insertInto } from './merge-batches.ts'

/** Tables whose rows have names people gave; one with a name that is taken here stays the one that is here. */
const namedTables = { recipes: 'recipe', collections: 'collection', searches: 'saved_search' } as const

/** Takes over recipes, collections and searches from the library attached as `other`, inside the caller's transaction. */
export function mergeNamed(database: Database): Readonly<Record<keyof typeof namedTables, number>> {
  const added = Object.entries(namedTables).map(([name, table]) => {
    const before = count(database, `main.${table}`)
    database.run(`${insertInto(database, table)} WHERE theirs.removed_at IS NULL`)
    return [name, count(database, `main.${table}`) - before] as const
  })
  // Members go to the collection of that name, whichever library it came from.
  database.run(
    `INSERT OR IGNORE INTO main.collection_member (collection_id, output_id, added_at)
     SELECT ours.id, member.output_id, member.added_at FROM other.collection_member AS member
       JOIN other.collection AS theirs ON theirs.id = member.collection_id
       JOIN main.collection AS ours ON ours.name_key = theirs.name_key AND ours.removed_at IS NULL
     WHERE theirs.removed_at IS NULL AND member.output_id IN (SELECT id FROM main.output)`,
  )
  return Object.fromEntries(added) as Record<keyof typeof namedTables, number> // One entry for each table.
}
