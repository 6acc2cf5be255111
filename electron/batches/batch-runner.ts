import PQueue from 'p-queue'
import { goingOn, type BatchStatus, type ItemStatus } from '../../shared/domain/item.ts'
import type { Failure } from '../../shared/errors.ts'
import { advanceItem } from './advance-item.ts'
import { recoverable } from './recovery.ts'
import type { RunContext } from './run-context.ts'

export interface BatchEnd {
  readonly status: BatchStatus
  readonly pause: Failure | null
}

/** Items prepared ahead of the service, so that it never waits for this machine. */
const preparedAhead = 4
const pageSize = 64

/**
 * Runs a batch to its end, or until it is paused and everything already sent is collected. What an earlier run left
 * open comes first, results before waiting runs before unanswered requests; then the queue.
 */
export async function runBatch(context: RunContext, mostAtOnce: number): Promise<BatchEnd> {
  const { batch, items, database, gate, leave } = context
  const queue = new PQueue({ concurrency: mostAtOnce + preparedAhead })
  // An item taken up for its open request is still `queued` until its turn comes, and must not be started twice.
  const started = new Set<string>()
  const start = (itemId: string): void => {
    if (started.has(itemId)) return
    started.add(itemId)
    void queue.add(() => advanceItem(context, itemId))
  }

  for (const itemId of recoverable(database, batch.id)) start(itemId)
  for (let after = -1; gate.isOpen && !leave.aborted;) {
    const page = items.next(batch.id, { statuses: ['queued'], after, limit: pageSize })
    const last = page.at(-1)
    if (last === undefined) break
    after = last.position
    for (const item of page) start(item.id)
    await queue.onSizeLessThan(pageSize / 2)
  }
  await queue.onIdle()
  return endOf(context)
}

/**
 * A batch is done when none of its items can go on by itself and none waits for a decision: unanswered requests keep
 * it paused, so that it stays on every list until the user has settled them.
 */
function endOf({ batch, items, gate }: RunContext): BatchEnd {
  const counts = items.counts(batch.id)
  const isLeft = (status: ItemStatus): boolean => (counts[status] ?? 0) > 0
  if (goingOn.some(isLeft)) return { status: 'paused', pause: gate.reason ?? leftEarly }
  if (isLeft('unresolved')) return { status: 'paused', pause: gate.reason ?? undecided(counts.unresolved ?? 0) }
  return { status: 'done', pause: null }
}

const leftEarly: Failure = { code: 'cancelled', message: 'Left before everything was collected.' }

function undecided(count: number): Failure {
  const subject = count === 1 ? 'One paid request has' : `${count} paid requests have`
  return { code: 'outcome-unknown', message: `${subject} no answer and wait for your decision.` }
}
