import { tagKey } from '../../../shared/domain/tag.ts'
import type { Database } from '../database.ts'
import type { Scope } from './conditions.ts'

interface Tagged {
  /** A list, as a review has it. */
  readonly tags: string
  readonly count: number
}

/** Of more results it is faster to look at every review with a tag than at every result for one. */
const mostLookedUp = 1_000

/**
 * How many of the results asked for have each tag, by its key. `results` is how many there are in all. Equal lists are
 * counted before they are taken apart, and taken apart here, which is a third faster than in SQLite.
 */
export function countTags(
  database: Database,
  { from, where, bindings }: Scope,
  results: number,
): Record<string, number> {
  // The words of a query come first in any case, because nothing else finds them.
  const isEntryFirst = results <= mostLookedUp || from !== 'history_entry AS entry'
  const tables = isEntryFirst ? `${from} CROSS JOIN review` : `review CROSS JOIN ${from}`
  const rows = database.all<Tagged>(
    `SELECT review.tags, count(*) AS count FROM ${tables} ON review.output_id = entry.output_id
     WHERE ${where} AND review.tags <> '[]' GROUP BY 1`,
    bindings,
  )
  const spelled = new Map<string, number>()
  for (const { tags, count } of rows) {
    const names = JSON.parse(tags) as string[] // Only reviews write them.
    for (const name of names) spelled.set(name, (spelled.get(name) ?? 0) + count)
  }
  const counts = new Map<string, number>()
  for (const [name, count] of spelled) counts.set(tagKey(name), (counts.get(tagKey(name)) ?? 0) + count)
  return Object.fromEntries(counts)
}
