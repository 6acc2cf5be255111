import type { Database } from '../history/database.ts'
import { applyChange, readBefore } from './change-reviews.ts'
import { laterReviewChanges, markUndone, type KeptChange } from './changes.ts'
import { inTurns } from './in-turns.ts'
import { isSameReview, noReview, readReviews, writeReview, type Review } from './review-rows.ts'
import { undoTags } from './tags.ts'

/**
 * Takes a change back: each field it changed becomes what it was, where nobody changed it since. What a later change
 * that still stands said of the same field stays, because it is the newer word. Tags are a field of their own each:
 * those the change added go, those it took come back. Interrupted, it may be called again.
 */
export async function undoReviews(database: Database, kept: KeptChange, at: string): Promise<void> {
  const { change, groups } = readBefore(kept)
  const touched = touchedSince(database, kept.number)
  for (const { before, outputs } of groups) {
    const after = applyChange({ ...noReview, ...before }, change)
    await inTurns(database, outputs, (slice) => {
      for (const [id, now] of readReviews(database, slice)) {
        const restored = restore({ before, after, now }, (field) => touched.has(`${field} ${id}`))
        if (!isSameReview(now, restored)) writeReview(database, { outputId: id, review: restored, at })
      }
    })
  }
  database.transaction('full', () => markUndone(database, kept.id, at))
}

type Field = 'verdict' | 'rating' | 'note'

interface Restoring {
  readonly before: Partial<Review>
  readonly after: Review
  readonly now: Review
}

function restore({ before, after, now }: Restoring, isNewer: (field: Field) => boolean): Review {
  const mayRestore = (field: Field): boolean => field in before && now[field] === after[field] && !isNewer(field)
  return {
    verdict: mayRestore('verdict') ? (before.verdict ?? null) : now.verdict,
    rating: mayRestore('rating') ? (before.rating ?? 0) : now.rating,
    note: mayRestore('note') ? (before.note ?? '') : now.note,
    tags: before.tags === undefined ? now.tags : undoTags({ before: before.tags, after: after.tags, now: now.tags }),
  }
}

/** Fields of results that later changes set, though they may have set them to what they were. */
function touchedSince(database: Database, number: number): ReadonlySet<string> {
  const touched = new Set<string>()
  for (const later of laterReviewChanges(database, number)) {
    for (const { before, outputs } of readBefore(later).groups) {
      for (const field of Object.keys(before)) for (const id of outputs) touched.add(`${field} ${id}`)
    }
  }
  return touched
}
