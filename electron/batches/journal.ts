import { randomUUID } from 'node:crypto'
import type { Mode } from '../../shared/domain/item.ts'
import type { NanoUsd } from '../../shared/domain/money.ts'
import type { Failure } from '../../shared/errors.ts'
import type { Database, Durability } from '../history/database.ts'
import type { ItemChange, Items } from '../history/items.ts'
import type { Cost, EditResult, WireRequest } from '../providers/provider.ts'
import { changeAttempt, insertAttempt, latestAttempt, type Attempt, type AttemptChange } from './attempts.ts'
import { localDay, type Account, type Caps, type Ledger } from './ledger.ts'

/** Which item an entry is about, and whose money it moves. */
export interface JournalItem {
  readonly id: string
  readonly batchId: string
  readonly mode: Mode
}

/** Bodies above this are not copied into the journal; their hash always is. */
const largestJournalledBody = 256 * 1024

/**
 * What is known of paid requests, written before and after each step that could cost money. Every method is one
 * transaction over attempt, ledger and item together, so a crash never leaves them telling different stories.
 */
export interface Journal {
  latest(itemId: string): Attempt | null
  /** Holds the price against the caps and makes the attempt; throws `cap-reached` and then makes nothing. */
  begin(item: JournalItem, price: NanoUsd, caps: Caps): Attempt
  /** On disk when it returns; only then may the first byte of the paid request be sent. */
  submitting(item: JournalItem, attempt: Attempt, wire: WireRequest): void
  /** The service said it took nothing: a crash from here on needs no look-up. */
  notAccepted(item: JournalItem, attempt: Attempt): void
  accepted(item: JournalItem, attempt: Attempt, run: { runId: string; requestId: string | null }): void
  /** The result is known; replaces the hold by the real cost. */
  succeeded(
    item: JournalItem,
    attempt: Attempt,
    outcome: { runId: string | null; result: EditResult; cost: Cost },
  ): void
  /** Nothing was charged: gives the hold back. */
  failed(item: JournalItem, attempt: Attempt, failure: Failure): void
  /** Nothing was ever accepted: gives the hold back, and the item may start over. */
  released(item: JournalItem, attempt: Attempt): void
  /** No answer and no proof: the hold stays. */
  unresolved(item: JournalItem, attempt: Attempt, failure: Failure): void
  /** Charged without a picture to show for it. `cost` is null where it was booked before. */
  lost(
    item: JournalItem,
    attempt: Attempt,
    loss: { cost: Cost | null; failure: Failure; status: 'failed' | 'unresolved' },
  ): void
  /** Given up or sent again by the user's own decision; the hold counts as spent. */
  dropped(item: JournalItem, attempt: Attempt): void
  /** Changes the item alone. */
  item(id: string, change: ItemChange, durability?: Durability): void
}

interface Dependencies {
  readonly database: Database
  readonly items: Items
  readonly ledger: Ledger
  readonly now: () => Date
  /** Called after each commit that touched an item. */
  readonly onItemChanged: (itemId: string) => void
}

export function createJournal(dependencies: Dependencies): Journal {
  const { database, items, ledger, now } = dependencies
  const at = (): string => now().toISOString()
  const step = createStep(dependencies)

  return {
    latest: (itemId) => latestAttempt(database, itemId),
    begin: (item, price, caps) => begin(dependencies, item, { price, caps }),
    submitting: (item, attempt, wire) =>
      step('full', item, { status: 'submitting' }, () => {
        const body = wire.body.length <= largestJournalledBody ? wire.body : null
        change(attempt, {
          state: 'submitting',
          path: wire.path,
          body,
          body_sha256: wire.bodySha256,
          submitted_at: at(),
        })
      }),
    notAccepted: (item, attempt) =>
      step('grouped', item, { status: 'reserved' }, () => change(attempt, { state: 'reserved' })),
    accepted: (item, attempt, { runId, requestId }) =>
      step('full', item, { status: 'accepted' }, () =>
        change(attempt, {
          state: 'accepted',
          run_id: runId,
          accepted_at: at(),
          ...(requestId === null ? {} : { request_id: requestId }),
        }),
      ),
    succeeded: (item, attempt, outcome) =>
      step('full', item, { status: 'fetching' }, () => {
        change(attempt, {
          state: 'succeeded',
          settled_at: at(),
          ...resultColumns(outcome),
          ...costColumns(outcome.cost),
        })
        ledger.charge(account(item, attempt), attempt.price, outcome.cost.amount)
      }),
    failed: (item, attempt, failure) =>
      step('full', item, { status: 'failed', failure }, () => {
        change(attempt, { state: 'failed', settled_at: at(), ...failureColumns(failure) })
        ledger.release(account(item, attempt), attempt.price)
      }),
    released: (item, attempt) =>
      step('full', item, { status: 'queued' }, () => {
        change(attempt, { state: 'released', settled_at: at() })
        ledger.release(account(item, attempt), attempt.price)
      }),
    unresolved: (item, attempt, failure) =>
      step('full', item, { status: 'unresolved', failure }, () =>
        change(attempt, { state: 'unresolved', ...failureColumns(failure) }),
      ),
    lost: (item, attempt, { cost, failure, status }) =>
      step('full', item, { status, failure }, () => {
        change(attempt, { state: 'lost', settled_at: at(), ...failureColumns(failure), ...(cost && costColumns(cost)) })
        if (cost) ledger.charge(account(item, attempt), attempt.price, cost.amount)
      }),
    dropped: (item, attempt) =>
      step('full', item, { status: 'queued' }, () => {
        change(attempt, { state: 'dropped', settled_at: at(), cost_nano: attempt.price, cost_source: 'assumed' })
        ledger.assume(account(item, attempt), attempt.price)
      }),
    item: (id, itemChange, durability = 'grouped') => {
      database.transaction(durability, () => items.change(id, itemChange))
      dependencies.onItemChanged(id)
    },
  }

  function change({ id }: Attempt, columns: AttemptChange): void {
    changeAttempt(database, id, columns)
  }
}

function createStep({ database, items, onItemChanged }: Dependencies) {
  return (durability: Durability, item: JournalItem, ...[change, work]: [ItemChange, () => void]): void => {
    database.transaction(durability, () => {
      work()
      items.change(item.id, change)
    })
    onItemChanged(item.id)
  }
}

function begin(
  { database, items, ledger, now, onItemChanged }: Dependencies,
  item: JournalItem,
  { price, caps }: { readonly price: NanoUsd; readonly caps: Caps },
): Attempt {
  const id = randomUUID()
  const day = localDay(now())
  const attempt = database.transaction('grouped', () => {
    insertAttempt(database, { id, itemId: item.id, day, price, at: now().toISOString() })
    ledger.reserve({ attemptId: id, batchId: item.batchId, mode: item.mode, day }, price, caps)
    items.change(item.id, { status: 'reserved' })
    return latestAttempt(database, item.id)
  })
  if (attempt === null) throw new Error('An attempt that was just written cannot be read')
  onItemChanged(item.id)
  return attempt
}

function account({ batchId, mode }: JournalItem, { id, day }: Attempt): Account {
  return { attemptId: id, batchId, mode, day }
}

function resultColumns({
  runId,
  result,
}: {
  readonly runId: string | null
  readonly result: EditResult
}): Partial<AttemptChange> {
  return {
    result: JSON.stringify(result),
    ...(runId === null ? {} : { run_id: runId }),
    ...(result.requestId === null ? {} : { request_id: result.requestId }),
  }
}

function costColumns({ amount, source }: Cost): Partial<AttemptChange> {
  return { cost_nano: amount, cost_source: source }
}

function failureColumns({ code, message }: Failure): Partial<AttemptChange> {
  return { error_code: code, error_message: message }
}
