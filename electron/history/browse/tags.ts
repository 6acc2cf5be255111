import type { Database } from '../database.ts'
import { compareNatural } from '../../library/natural-order.ts'
import { tagKey } from '../../../shared/domain/tag.ts'

export interface CountedTag {
  readonly tag: string
  /** Results that have it, those in the bin left out. */
  readonly count: number
}

/** Every tag in use, by name. One that is spelled in several ways has the spelling most results have. */
export function listTags(database: Database): CountedTag[] {
  const spelled = Map.groupBy(countSpellings(database), ({ tag }) => tagKey(tag))
  return [...spelled.values()]
    .map((spellings) => ({
      tag: spellings.reduce((most, other) => (other.count > most.count ? other : most)).tag,
      count: spellings.reduce((sum, { count }) => sum + count, 0),
    }))
    .toSorted((a, b) => compareNatural(tagKey(a.tag), tagKey(b.tag)))
}

/** As reviews spell a tag: upper and lower case are the same. */
export function spellingsOf(database: Database, tag: string): string[] {
  const key = tagKey(tag)
  const rows = database.all<{ spelled: string }>(
    `SELECT DISTINCT tag.value AS spelled FROM review, json_each(review.tags) AS tag WHERE review.tags <> '[]'`,
  )
  return rows.flatMap(({ spelled }) => (tagKey(spelled) === key ? [spelled] : []))
}

function countSpellings(database: Database): CountedTag[] {
  return database.all<CountedTag>(
    `SELECT tag.value AS tag, count(*) AS count
     FROM review JOIN output ON output.id = review.output_id, json_each(review.tags) AS tag
     WHERE review.tags <> '[]' AND output.binned_at IS NULL GROUP BY tag.value`,
  )
}
