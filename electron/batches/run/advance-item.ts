import type { Mode } from '../../../shared/domain/item.ts'
import { AppError, toFailure, type ErrorCode, type Failure } from '../../../shared/errors.ts'
import type { Item } from '../../history/items.ts'
import { CallFailure } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import { awaitRun } from './await-run.ts'
import { collectItem } from './collect.ts'
import { requestDiffers } from '../plan/done-again.ts'
import { findBegun, findEarlier } from './earlier-result.ts'
import { pausesBatch } from './gate.ts'
import type { JournalItem } from '../journal/journal.ts'
import { OwnPlaceFailure } from './output-files.ts'
import { discardPrepared, prepareItem, type PreparedItem } from './prepare-item.ts'
import type { RunContext } from './run-context.ts'
import { settleUnanswered } from './settle-unanswered.ts'
import type { AttemptState } from '../journal/states.ts'
import { submitItem } from './submit.ts'

/**
 * Takes one item as far as it will go, from wherever its journal says it stands: this is a first run, a retry and a
 * recovery after a crash alike. Never rejects; how it ended is in the journal. Where the journal itself cannot be
 * written, nothing more is sent, and the next run finds the item as it stood.
 */
export async function advanceItem(context: RunContext, itemId: string): Promise<void> {
  try {
    const item = context.items.get(itemId)
    if (item !== null) await advance(context, item, toEntry(item, context.batch.mode))
  } catch (thrown) {
    if (context.leave.aborted) return
    context.log.error(`item ${itemId} cannot be written down`, thrown)
    context.gate.close(toFailure(thrown))
  }
}

async function advance(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  try {
    const before = context.journal.latest(item.id)
    await takeFurther(context, item, entry)
    judgeService(context, before, context.journal.latest(item.id))
  } catch (thrown) {
    settleFailure(context, entry, thrown)
  }
}

/** A free result that was cleared away between two runs is made again, once. */
async function takeFurther(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  const { journal, items } = context
  for (let tries = 1; tries <= 2; tries += 1) {
    await sendOrFollow(context, item, entry)
    const attempt = journal.latest(item.id)
    if (attempt?.state !== 'succeeded') return
    await collectItem(context, { item, entry, attempt })
    if (items.get(item.id)?.status !== 'queued') return
  }
}

async function sendOrFollow(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  const { journal } = context
  const open = journal.latest(item.id)
  if (open?.state === 'reserved') journal.released(entry, open)
  if (isOver(open)) await sendNew(context, item, entry)
  else await followUp(context, entry)
}

/** Whether there is nothing of an earlier attempt left to wait for or to fetch. */
function isOver(attempt: Attempt | null): boolean {
  return attempt === null || ['reserved', 'failed', 'released', 'lost', 'dropped'].includes(attempt.state)
}

async function sendNew(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  const { journal, gate, throttle, leave } = context
  if (!gate.isOpen || leave.aborted) return
  journal.item(item.id, { status: 'preparing' })
  const prepared = await prepareItem(context, item)
  try {
    refuseAnotherRequest(context, item, prepared)
    const earlier = await findEarlier(context, item.id, prepared.contentKey)
    if (earlier !== null) {
      journal.item(item.id, { status: 'skipped', skip: earlier })
      return
    }
    await throttle.run(() => sendInTurn(context, entry, prepared), leave)
  } finally {
    await discardPrepared(context, prepared)
  }
  await followUp(context, entry)
}

/** The yes was to the very request once more, and the quote may have been made before something changed. */
function refuseAnotherRequest({ items }: RunContext, { origin }: Item, { contentKey }: PreparedItem): void {
  if (origin?.relation !== 'rerun' || items.contentKey(origin.itemId) === contentKey) return
  throw new AppError(requestDiffers.code, requestDiffers.message)
}

/** Holds a place in the service's concurrency from the reservation until the service has finished. */
async function sendInTurn(context: RunContext, entry: JournalItem, prepared: PreparedItem): Promise<void> {
  const { journal, items, gate, leave } = context
  await context.requireRoom()
  leave.throwIfAborted()
  if (!gate.isOpen) {
    journal.item(entry.id, { status: 'queued' })
    return
  }
  const begun = findBegun(context, entry.id, prepared.contentKey)
  if (begun !== null) {
    journal.item(entry.id, { status: 'skipped', skip: begun })
    return
  }
  items.setContentKey(entry.id, prepared.contentKey)
  await submitItem(context, entry, prepared)
  const attempt = journal.latest(entry.id)
  if (attempt?.state === 'accepted') await awaitRun(context, entry, attempt)
}

/** Settles what is unanswered and waits for what is accepted; a request that was free to repeat may do both. */
async function followUp(context: RunContext, entry: JournalItem): Promise<void> {
  const { journal } = context
  const open = journal.latest(entry.id)
  if (open?.state === 'submitting' || open?.state === 'unresolved') await settleUnanswered(context, entry, open)
  const accepted = journal.latest(entry.id)
  if (accepted?.state === 'accepted') await awaitRun(context, entry, accepted)
}

/** A service that stops answering paid requests would leave every item undecided, so it counts as failing. */
function judgeService({ gate }: RunContext, before: Attempt | null, after: Attempt | null): void {
  if (after === null || (after.id === before?.id && after.state === before.state)) return
  if (after.state === 'unresolved') gate.onServiceFailure(after.failure ?? unanswered)
  else if (after.state === 'succeeded' || after.state === 'failed') gate.onServiceSuccess()
}

const unanswered: Failure = { code: 'outcome-unknown', message: 'A paid request got no answer.' }

function settleFailure(context: RunContext, entry: JournalItem, thrown: unknown): void {
  const { journal, gate, leave, log } = context
  const attempt = journal.latest(entry.id)
  if (attempt?.state === 'reserved') journal.released(entry, attempt)
  if (leave.aborted) return
  const failure = toFailure(thrown)
  if (failure.code === 'unexpected') log.error(`item ${entry.id} failed`, thrown)
  if (failure.code === 'cancelled') {
    journal.item(entry.id, { status: 'queued' }, 'full')
    return
  }
  if (pausesBatch(failure.code) && !(thrown instanceof OwnPlaceFailure)) gate.close(failure)
  else if (thrown instanceof CallFailure && thrown.kind === 'busy') gate.onServiceFailure(failure)
  keepFailure(context, entry, { attempt, failure })
}

/**
 * A paid request without an answer is never called failed: that word would invite sending it again. Nor is one that was
 * taken: its result is paid for, so the item waits for the next run to collect it.
 */
function keepFailure(
  { journal }: RunContext,
  entry: JournalItem,
  { attempt, failure }: { readonly attempt: Attempt | null; readonly failure: Failure },
): void {
  const isLater = goesOnLater(failure.code)
  if (attempt !== null && isUnanswered(attempt.state) && !isLater) {
    journal.unresolved(entry, attempt, { code: 'outcome-unknown', message: failure.message })
    return
  }
  const isPaidFor = attempt?.state === 'accepted' || attempt?.state === 'succeeded'
  journal.item(entry.id, { status: isLater || isPaidFor ? 'parked' : 'failed', failure }, 'full')
}

function isUnanswered(state: AttemptState): boolean {
  return state === 'submitting' || state === 'unresolved'
}

/** Failures that say nothing about this item, so that it needs no decision to go on. */
function goesOnLater(code: ErrorCode): boolean {
  return pausesBatch(code) || code === 'rate-limited'
}

function toEntry({ id, batchId }: Item, mode: Mode): JournalItem {
  return { id, batchId, mode }
}
