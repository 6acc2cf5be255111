import { createStore, type StoreApi } from 'zustand/vanilla'
import type { AgainItem, ReviewTargets } from './review-targets.ts'
import type { LaidMarks, Marks } from './marks/marks.ts'

/** Marks of a result that lie over what its row says. */
interface Laid {
  readonly shown: LaidMarks
  /** What main is known to have, to go back to where a change fails. */
  readonly sure: LaidMarks
  /** Changes main has not answered yet. */
  readonly pending: number
  /** `settled` of the store when main last answered. */
  readonly settledAt: number
}

export type ReviewDialog =
  | { readonly kind: 'bin'; readonly rejected: NonNullable<ReviewTargets['rejected']> }
  | { readonly kind: 'again'; readonly items: readonly AgainItem[] }
  | { readonly kind: 'tags' | 'note'; readonly outputs: readonly string[] }

export interface ReviewState {
  /** Results that were marked in this window, by id. Rows may be older than this. */
  readonly laid: ReadonlyMap<string, Laid>
  /** Counts answers to changes, so that what was asked before one is known to be older. */
  readonly settled: number
  readonly dialog: ReviewDialog | null
  /** The result a close look is at, null where there is none. */
  readonly lookedAt: string | null
}

export type ReviewStore = StoreApi<ReviewState>

/** What a result's marks become, result by result. */
export type MarkChange = (output: string) => LaidMarks

export function createReviewStore(): ReviewStore {
  return createStore<ReviewState>(() => ({ laid: new Map(), settled: 0, dialog: null, lookedAt: null }))
}

/** Shows a change at once; `settleMarks` follows when main answered. */
export function layMarks(store: ReviewStore, outputs: readonly string[], change: MarkChange): void {
  store.setState(({ laid, settled }) => {
    const next = new Map(laid)
    for (const output of outputs) {
      const { shown, sure, pending } = next.get(output) ?? nothingLaid
      next.set(output, { shown: { ...shown, ...change(output) }, sure, pending: pending + 1, settledAt: settled })
    }
    return { laid: next }
  })
}

/** Main has taken a change in, or has not, where it is null: then what was there before is shown again. */
export function settleMarks(store: ReviewStore, outputs: readonly string[], change: MarkChange | null): void {
  store.setState(({ laid, settled }) => {
    const next = new Map(laid)
    for (const output of outputs) {
      const { shown, sure, pending } = next.get(output) ?? nothingLaid
      const surely = change === null ? sure : { ...sure, ...change(output) }
      const isLast = pending <= 1
      next.set(output, {
        shown: isLast ? surely : shown,
        sure: surely,
        pending: Math.max(0, pending - 1),
        settledAt: settled + 1,
      })
    }
    return { laid: next, settled: settled + 1 }
  })
}

/** Takes in marks main told when `settled` was `askedAt`; what was changed since is newer and stays. */
export function learnMarks(
  store: ReviewStore,
  readings: Iterable<Marks & { readonly id: string }>,
  askedAt: number,
): void {
  const { laid } = store.getState()
  if (laid.size === 0) return
  const changed = new Map<string, Laid>()
  for (const { id, verdict, rating } of readings) {
    const known = laid.get(id)
    if (known === undefined || known.pending > 0 || known.settledAt > askedAt) continue
    const { shown } = known
    if ((shown.verdict ?? null) === verdict && (shown.rating ?? 0) === rating) continue
    const marks = { verdict, rating }
    changed.set(id, { ...known, shown: marks, sure: marks })
  }
  if (changed.size > 0) store.setState({ laid: new Map([...laid, ...changed]) })
}

/** What is laid over a result's row now. */
export function laidOver({ laid }: ReviewState, output: string | null): LaidMarks | null {
  return output === null ? null : (laid.get(output)?.shown ?? null)
}

const nothingLaid: Laid = { shown: {}, sure: {}, pending: 0, settledAt: 0 }
