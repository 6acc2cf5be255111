import PQueue from 'p-queue'
import { goingOn, type BatchStatus, type ItemStatus } from '../../../shared/domain/item.ts'
import { toFailure, type Failure } from '../../../shared/errors.ts'
import { advanceItem } from './advance-item.ts'
import { createGate } from './gate.ts'
import { recoverable } from './recovery.ts'
import type { RunContext } from './run-context.ts'

export interface BatchEnd {
  readonly status: BatchStatus
  readonly pause: Failure | null
}

/** Items prepared ahead of the service, so that it never waits for this machine. */
const preparedAhead = 4
const pageSize = 64

export interface RunPlan {
  readonly mostAtOnce: number
  /** The items that may be sent; of all others only what was sent before is collected. null: all of them. */
  readonly only: ReadonlySet<string> | null
}

/**
 * Runs a batch until nothing goes on by itself, or until it is stopped and everything already sent is collected. When it
 * settles, also when it rejects because the library cannot be read, no item of it is under way any more.
 */
export async function runBatch(context: RunContext, { mostAtOnce, only }: RunPlan): Promise<void> {
  const queue = new PQueue({ concurrency: mostAtOnce + preparedAhead })
  try {
    await startAll(context, { queue, only })
  } catch (thrown) {
    context.gate.close(toFailure(thrown))
    throw thrown
  } finally {
    await queue.onIdle()
  }
}

/** What an earlier run left open comes first, results before waiting runs before unanswered requests; then the queue. */
async function startAll(
  context: RunContext,
  { queue, only }: { readonly queue: PQueue; readonly only: RunPlan['only'] },
): Promise<void> {
  const { batch, items, database, gate, leave } = context
  const collecting = { ...context, gate: closedGate() }
  // An item taken up for its open request is still `queued` until its turn comes, and must not be started twice.
  const started = new Set<string>()
  const start = (itemId: string): void => {
    if (started.has(itemId)) return
    started.add(itemId)
    void queue.add(() => advanceItem(only === null || only.has(itemId) ? context : collecting, itemId))
  }

  for (const itemId of recoverable(database, batch.id)) start(itemId)
  if (only?.size === 0) return
  for (let after = -1; gate.isOpen && !leave.aborted;) {
    const page = items.next(batch.id, { statuses: ['queued'], after, limit: pageSize })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.position
    for (const item of page) if (only === null || only.has(item.id)) start(item.id)
    await queue.onSizeLessThan(pageSize / 2)
  }
}

type Standing = Pick<RunContext, 'items' | 'gate' | 'leave'> & { readonly batch: Pick<RunContext['batch'], 'id'> }

/**
 * How a batch stands that is not running. It is done when none of its items can go on by itself and none waits for a
 * decision: unanswered requests keep it paused, so that it stays on every list until the user has settled them.
 */
export function endOf({ batch, items, gate, leave }: Standing): BatchEnd {
  const counts = items.counts(batch.id)
  const isLeft = (status: ItemStatus): boolean => (counts[status] ?? 0) > 0
  if (goingOn.some(isLeft)) {
    if (leave.aborted) return { status: 'paused', pause: gate.reason ?? leftEarly }
    const [parked] = items.next(batch.id, { statuses: ['parked'], after: -1, limit: 1 })
    return { status: 'paused', pause: gate.reason ?? parked?.failure ?? leftEarly }
  }
  if (isLeft('unresolved')) return { status: 'paused', pause: gate.reason ?? undecided(counts.unresolved ?? 0) }
  return { status: isLeft('cancelled') ? 'cancelled' : 'done', pause: null }
}

/** Why a batch is paused whose process was asked to leave: it goes on with the next one without being asked. */
export const leftEarly: Failure = { code: 'cancelled', message: 'Left before everything was collected.' }

function closedGate(): RunContext['gate'] {
  const gate = createGate()
  gate.close({ code: 'cancelled', message: 'Only what was sent before is collected.' })
  return gate
}

function undecided(count: number): Failure {
  const subject = count === 1 ? 'One paid request has' : `${count} paid requests have`
  return {
    code: 'outcome-unknown',
    message: `${subject} no answer and ${count === 1 ? 'waits' : 'wait'} for your decision.`,
  }
}
