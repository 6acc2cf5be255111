import { longestTag, mostTags } from '../../shared/domain/review.ts'
import { cleanTag, tagKey } from '../../shared/domain/tag.ts'
import { AppError } from '../../shared/errors.ts'

/** Adds what is not there yet, behind what is. A tag that is there keeps its place and its spelling. */
export function withTags(tags: readonly string[], added: readonly string[]): readonly string[] {
  const keys = new Set(tags.map(tagKey))
  const fresh: string[] = []
  for (const tag of added.map(cleanTag)) {
    const key = tagKey(tag)
    if (tag === '' || keys.has(key)) continue
    if (tag.length > longestTag) throw new AppError('invalid-request', `The tag “${tag}” is too long.`)
    keys.add(key)
    fresh.push(tag)
  }
  if (fresh.length === 0) return tags
  if (tags.length + fresh.length > mostTags) {
    throw new AppError('invalid-request', `A result takes ${mostTags} tags; nothing was changed.`)
  }
  return [...tags, ...fresh]
}

export function withoutTags(tags: readonly string[], removed: readonly string[]): readonly string[] {
  const keys = new Set(removed.map(tagKey))
  return tags.filter((tag) => !keys.has(tagKey(tag)))
}

interface TagChange {
  readonly before: readonly string[]
  readonly after: readonly string[]
  readonly now: readonly string[]
}

/**
 * The tags without a change that was made earlier. Nobody touched them since: exactly what was there before. Otherwise
 * what the change added goes, what it took comes back at the end, and everything else stays.
 */
export function undoTags({ before, after, now }: TagChange): readonly string[] {
  if (isSameList(now, after)) return before
  const [keysBefore, keysAfter] = [new Set(before.map(tagKey)), new Set(after.map(tagKey))]
  const added = after.filter((tag) => !keysBefore.has(tagKey(tag)))
  const taken = before.filter((tag) => !keysAfter.has(tagKey(tag)))
  const rest = withoutTags(now, added)
  const missing = withoutTags(taken, rest)
  return [...rest, ...missing].slice(0, mostTags)
}

export function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((tag, index) => tag === other[index])
}
