import { createPaced } from './paced.ts'

/** What changed on the light table. `isWhole`: too much to name. */
export interface TableChange {
  readonly ids: readonly number[]
  readonly isWhole: boolean
}

export interface AddedNews {
  tell(ids: readonly number[]): void
  /** The last word: whether there is more than was named. */
  end(): void
}

/** Of a large intake the first are named, which fills every window; the rest is looked up once, at the end. */
const mostNamed = 2_000

export function createAddedNews(spanMs: number, onAdded: (change: TableChange) => void): AddedNews {
  const waiting: number[] = []
  let named = 0
  let isBehind = false
  let isTold = true
  const paced = createPaced(spanMs, () => tellNow(false))
  return { tell, end: () => tellNow(isBehind) }

  function tell(ids: readonly number[]): void {
    if (ids.length === 0) return
    isTold = false
    const fitting = ids.slice(0, mostNamed - named)
    isBehind ||= fitting.length < ids.length
    named += fitting.length
    waiting.push(...fitting)
    paced.tell()
  }

  function tellNow(isWhole: boolean): void {
    if (isTold && !isWhole) return
    isTold = true
    onAdded({ ids: waiting.splice(0), isWhole })
  }
}
