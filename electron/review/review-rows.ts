import type { Rating, Verdict } from '../../shared/domain/review.ts'
import type { Database } from '../history/database.ts'
import { isSameList } from './tags.ts'

/** What a person said of one result. */
export interface Review {
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly tags: readonly string[]
  readonly note: string
}

export const noReview: Review = { verdict: null, rating: 0, tags: [], note: '' }

interface Found {
  readonly id: string
  readonly verdict: Verdict | null
  readonly rating: Rating | null
  readonly tags: string | null
  readonly note: string | null
}

/** Of each of these results that there is, in the order of the ids; each once. */
export function readReviews(database: Database, outputIds: readonly string[]): Map<string, Review> {
  const rows = database.all<Found>(
    `SELECT output.id, review.verdict, review.rating, review.tags, review.note
     FROM json_each(:ids) JOIN output ON output.id = json_each.value
       LEFT JOIN review ON review.output_id = output.id`,
    { ids: JSON.stringify(outputIds) },
  )
  return new Map(rows.map((row) => [row.id, toReview(row)]))
}

interface SaidOf {
  readonly outputId: string
  readonly review: Review
  readonly at: string
}

/** A result nobody says anything of any more has no row, as if nobody ever had. */
export function writeReview(database: Database, said: SaidOf): void {
  const { outputId, review, at } = said
  const { verdict, rating, tags, note } = review
  if (isSameReview(review, noReview)) {
    database.run('DELETE FROM review WHERE output_id = :outputId', { outputId })
    return
  }
  database.run(
    `INSERT INTO review (output_id, verdict, rating, tags, note, updated_at)
     VALUES (:outputId, :verdict, :rating, :tags, :note, :at)
     ON CONFLICT (output_id) DO UPDATE SET verdict = excluded.verdict, rating = excluded.rating, tags = excluded.tags,
       note = excluded.note, updated_at = excluded.updated_at`,
    { outputId, verdict, rating, tags: JSON.stringify(tags), note, at },
  )
}

export function isSameReview(one: Review, other: Review): boolean {
  return (
    one.verdict === other.verdict &&
    one.rating === other.rating &&
    one.note === other.note &&
    isSameList(one.tags, other.tags)
  )
}

function toReview({ verdict, rating, tags, note }: Found): Review {
  const known = tags === null ? [] : (JSON.parse(tags) as string[]) // Written by `writeReview` from one.
  return { verdict, rating: rating ?? 0, tags: known, note: note ?? '' }
}
