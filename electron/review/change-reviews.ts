import { cleanTag } from '../../shared/domain/tag.ts'
import type { ReviewChange } from '../../shared/ipc/history-inputs.ts'
import type { Reviewed } from '../../shared/ipc/history-rows.ts'
import type { Database } from '../history/database.ts'
import { changeById, keepChange, markFinished, type KeptChange } from './changes.ts'
import { inTurns } from './in-turns.ts'
import { isSameReview, readReviews, writeReview, type Review } from './review-rows.ts'
import { isSameList, withTags, withoutTags } from './tags.ts'

/** What a change was, and what the fields it touched were before: results that were alike share an entry. */
export interface ReviewBefore {
  readonly change: ReviewChange
  readonly groups: readonly BeforeGroup[]
}

interface BeforeGroup {
  readonly before: Partial<Review>
  readonly outputs: readonly string[]
}

interface ToChange {
  readonly outputs: readonly string[]
  readonly change: ReviewChange
  readonly at: string
}

/**
 * Changes what is said of results, all of them or, where one cannot take it, none. Results there are not are passed over,
 * and those that are so already do not count. What was is kept before anything changes; a change that was interrupted is
 * carried out by the next start. Touches no file and no money.
 */
export async function changeReviews(database: Database, { outputs, change, at }: ToChange): Promise<Reviewed> {
  const cleaned = cleanChange(change)
  const groups = await groupsBefore(database, [...new Set(outputs)], cleaned)
  const before: ReviewBefore = { change: cleaned, groups }
  const undo = keepChange(database, { kind: 'review', before, at, isFinished: false })
  await carryOut(database, changeById(database, undo), at)
  return { undo, changed: groups.reduce((sum, group) => sum + group.outputs.length, 0) }
}

/** Changes what is still as it was before; what somebody changed since is left alone. May be called again. */
export async function carryOut(database: Database, kept: KeptChange, at: string): Promise<void> {
  const { change, groups } = readBefore(kept)
  for (const { before, outputs } of groups) {
    await inTurns(database, outputs, (slice) => {
      for (const [id, now] of readReviews(database, slice)) {
        if (!isSameReview(now, { ...now, ...before })) continue
        writeReview(database, { outputId: id, review: applyChange(now, change), at })
      }
    })
  }
  database.transaction('full', () => markFinished(database, kept.id, at))
}

/** Tags that are taken away go first, so that one can be spelled anew in one change. */
export function applyChange(review: Review, change: ReviewChange): Review {
  const { verdict = review.verdict, rating = review.rating, note = review.note } = change
  const tags = withTags(withoutTags(review.tags, change.removeTags ?? []), change.addTags ?? [])
  return { verdict, rating, note, tags }
}

export function readBefore({ before }: KeptChange): ReviewBefore {
  return JSON.parse(before) as ReviewBefore // Written by `changeReviews` from one.
}

/** Throws where a result cannot take the change; nothing is changed yet then. */
async function groupsBefore(
  database: Database,
  outputs: readonly string[],
  change: ReviewChange,
): Promise<readonly BeforeGroup[]> {
  const groups = new Map<string, { readonly before: Partial<Review>; readonly outputs: string[] }>()
  await inTurns(database, outputs, (slice) => {
    for (const [id, before] of readReviews(database, slice)) {
      const touched = differing(before, applyChange(before, change))
      if (Object.keys(touched).length === 0) continue
      const key = JSON.stringify(touched)
      const group = groups.get(key) ?? { before: touched, outputs: [] }
      groups.set(key, group)
      group.outputs.push(id)
    }
  })
  return [...groups.values()]
}

function cleanChange(change: ReviewChange): ReviewChange {
  const { note, addTags, removeTags, ...rest } = change
  return {
    ...rest,
    ...(note === undefined ? {} : { note: note.normalize('NFC').trim() }),
    ...(addTags === undefined ? {} : { addTags: addTags.map(cleanTag) }),
    ...(removeTags === undefined ? {} : { removeTags: removeTags.map(cleanTag) }),
  }
}

function differing(before: Review, after: Review): Partial<Review> {
  return {
    ...(before.verdict === after.verdict ? {} : { verdict: before.verdict }),
    ...(before.rating === after.rating ? {} : { rating: before.rating }),
    ...(before.note === after.note ? {} : { note: before.note }),
    ...(isSameList(before.tags, after.tags) ? {} : { tags: before.tags }),
  }
}
