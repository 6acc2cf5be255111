import type { Reviewed } from '../../../../shared/ipc/history-rows.ts'
import type { ReviewChange } from '../../../../shared/ipc/history-inputs.ts'
import type { Stores } from '../../../app/stores.ts'
import { layOver, marksIn, type LaidMarks, type Marks } from './marks.ts'
import { createMarkQueue, type MarkQueue } from './mark-queue.ts'
import { laidOver, layMarks, settleMarks, type MarkChange, type ReviewStore } from '../review-store.ts'

type Sending = Pick<Stores, 'review' | 'request'>

export interface Marking {
  readonly outputs: readonly string[]
  readonly change: ReviewChange
  /** What the row of a result says; null where it was not read. */
  readonly marksOf: (output: string) => Marks | null
}

/** A change on its way to main: what it answers, and the ways back and forth. */
export interface SentMarks {
  /** Rejects with what `request` throws; what was shown is taken back then. */
  readonly answer: Promise<Reviewed>
  /** Takes it back. Rejects as the answer does, or as main refuses. */
  readonly undo: () => Promise<void>
  /** Sends it once more. */
  readonly redo: () => Promise<void>
}

/**
 * Shows a change at once and sends it. Changes are sent one after another, so that main sees them in the order they were
 * made in.
 */
export function sendMarks(stores: Sending, { outputs, change, marksOf }: Marking): SentMarks {
  const to: MarkChange = () => marksIn(change)
  const fields = Object.keys(marksIn(change)) as (keyof Marks)[] // Object.keys forgets the key type.
  const before = (): MarkChange => marksBefore(stores.review, { outputs, marksOf }, fields)
  let back = before()
  const send = (): Promise<Reviewed> =>
    carry(stores, { outputs, change: to }, () =>
      stores.request('review:change', { outputs: [...outputs], change: { ...change } }),
    )
  let answer = send()
  return {
    answer,
    undo: async () => {
      const { undo } = await answer
      await carry(stores, { outputs, change: back }, () => stores.request('review:undo', { undo }))
    },
    redo: async () => {
      back = before()
      answer = send()
      await answer
    },
  }
}

/** What a change replaces, as far as it is known; the rest is left to the rows. */
function marksBefore(
  review: ReviewStore,
  { outputs, marksOf }: Pick<Marking, 'outputs' | 'marksOf'>,
  fields: readonly (keyof Marks)[],
): MarkChange {
  const state = review.getState()
  const marks = new Map<string, LaidMarks>()
  for (const output of outputs) {
    const laid = laidOver(state, output)
    const row = marksOf(output)
    marks.set(output, row === null ? (laid ?? {}) : layOver(row, laid))
  }
  return (output) => Object.fromEntries(fields.map((field) => [field, marks.get(output)?.[field]]))
}

interface Carried {
  readonly outputs: readonly string[]
  readonly change: MarkChange
}

async function carry<T>({ review }: Sending, { outputs, change }: Carried, work: () => Promise<T>): Promise<T> {
  layMarks(review, outputs, change)
  try {
    const answer = await inTurn(review, work)
    settleMarks(review, outputs, change)
    return answer
  } catch (thrown) {
    settleMarks(review, outputs, null)
    throw thrown
  }
}

const queues = new WeakMap<ReviewStore, MarkQueue>()

/** Resolves when every change that was made so far has been answered. */
export async function marksSent(review: ReviewStore): Promise<void> {
  await queues.get(review)?.ended()
}

/** Sends at once what waits for answers, for a page that is left in this moment. */
export function sendWaitingMarks(review: ReviewStore): void {
  queues.get(review)?.beginAll()
}

function inTurn<T>(review: ReviewStore, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(review) ?? createMarkQueue()
  queues.set(review, queue)
  return queue.run(work)
}
