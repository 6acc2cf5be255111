import type { Mode } from '../../shared/domain/item.ts'
import { toFailure, type Failure } from '../../shared/errors.ts'
import type { Item } from '../history/items.ts'
import { CallFailure } from '../providers/provider.ts'
import type { Attempt } from './attempts.ts'
import { awaitRun } from './await-run.ts'
import { collectItem } from './collect.ts'
import { findBegun, findEarlier } from './earlier-result.ts'
import { pausesBatch } from './gate.ts'
import type { JournalItem } from './journal.ts'
import { discardPrepared, prepareItem, type PreparedItem } from './prepare-item.ts'
import type { RunContext } from './run-context.ts'
import { settleUnanswered } from './settle-unanswered.ts'
import { submitItem } from './submit.ts'

/**
 * Takes one item as far as it will go, from wherever its journal says it stands: this is a first run, a retry and a
 * recovery after a crash alike. Never rejects; how it ended is in the journal.
 */
export async function advanceItem(context: RunContext, itemId: string): Promise<void> {
  const item = context.items.get(itemId)
  if (item === null) return
  const entry = toEntry(item, context.batch.mode)
  try {
    await takeFurther(context, item, entry)
    context.gate.onServiceSuccess()
  } catch (thrown) {
    settleFailure(context, entry, thrown)
  }
}

async function takeFurther(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  const { journal } = context
  const before = journal.latest(item.id)
  if (before?.state === 'reserved') journal.released(entry, before)
  if (isOver(before)) await sendNew(context, item, entry)
  else await followUp(context, entry)

  const attempt = journal.latest(item.id)
  if (attempt?.state === 'succeeded') await collectItem(context, { item, entry, attempt })
}

/** Whether there is nothing of an earlier attempt left to wait for or to fetch. */
function isOver(attempt: Attempt | null): boolean {
  return attempt === null || ['reserved', 'failed', 'released', 'lost', 'dropped'].includes(attempt.state)
}

async function sendNew(context: RunContext, item: Item, entry: JournalItem): Promise<void> {
  const { journal, gate, throttle } = context
  if (!gate.isOpen) return
  journal.item(item.id, { status: 'preparing' })
  const prepared = await prepareItem(context, item)
  try {
    const earlier = await findEarlier(context, item.id, prepared.contentKey)
    if (earlier !== null) {
      journal.item(item.id, { status: 'skipped', skip: earlier })
      return
    }
    await throttle.run(() => sendInTurn(context, entry, prepared))
  } finally {
    await discardPrepared(context, prepared)
  }
  await followUp(context, entry)
}

/** Holds a place in the service's concurrency from the reservation until the service has finished. */
async function sendInTurn(context: RunContext, entry: JournalItem, prepared: PreparedItem): Promise<void> {
  const { journal, items, gate, leave } = context
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

function settleFailure(context: RunContext, entry: JournalItem, thrown: unknown): void {
  const { journal, gate, leave, log } = context
  if (leave.aborted) return
  const failure = toFailure(thrown)
  if (failure.code === 'unexpected') log.error(`item ${entry.id} failed`, thrown)
  const attempt = journal.latest(entry.id)
  if (attempt?.state === 'reserved') journal.released(entry, attempt)
  if (failure.code === 'cancelled') {
    journal.item(entry.id, { status: 'queued' }, 'full')
    return
  }
  if (pausesBatch(failure.code)) gate.close(failure)
  else if (thrown instanceof CallFailure && thrown.kind === 'busy') gate.onServiceFailure(failure)
  keepFailure(context, entry, { attempt, failure })
}

/** A paid request without an answer is never called failed: that word would invite sending it again. */
function keepFailure(
  { journal }: RunContext,
  entry: JournalItem,
  { attempt, failure }: { readonly attempt: Attempt | null; readonly failure: Failure },
): void {
  const isUnanswered = attempt?.state === 'submitting' || attempt?.state === 'unresolved'
  if (isUnanswered && !pausesBatch(failure.code)) {
    journal.unresolved(entry, attempt, { code: 'outcome-unknown', message: failure.message })
    return
  }
  journal.item(entry.id, { status: pausesBatch(failure.code) ? 'parked' : 'failed', failure }, 'full')
}

function toEntry({ id, batchId }: Item, mode: Mode): JournalItem {
  return { id, batchId, mode }
}
