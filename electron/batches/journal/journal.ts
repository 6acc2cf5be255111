import { randomUUID } from 'node:crypto'
import type { Mode } from '../../../shared/domain/item.ts'
import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { Database, Durability } from '../../history/database.ts'
import type { ItemChange, Items } from '../../history/items.ts'
import type { Cost, EditResult, WireRequest } from '../../providers/provider.ts'
import {
  changeAttempt,
  costColumns,
  failureColumns,
  insertAttempt,
  latestAttempt,
  resultColumns,
  type Attempt,
  type AttemptChange,
} from './attempts.ts'
import { localDay, type Account, type Caps, type Ledger } from './ledger.ts'

/** Which item an entry is about, and whose money it moves. */
export interface JournalItem {
  readonly id: string
  readonly batchId: string
  readonly mode: Mode
}

/** What is sent, and the mark of the key it is sent with. */
export interface Sent extends WireRequest {
  readonly keyMark: string
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
  submitting(item: JournalItem, attempt: Attempt, sent: Sent): void
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
    loss: { cost: Cost | null; failure: Failure; status: 'failed' | 'unresolved' | 'queued' },
  ): void
  /** Left without an answer by the user's own decision, to start over or to give up; the hold counts as spent. */
  dropped(item: JournalItem, attempt: Attempt, change: ItemChange): void
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
  const { database, items, onItemChanged } = dependencies
  return {
    latest: (itemId) => latestAttempt(database, itemId),
    begin: (item, price, caps) => begin(dependencies, item, { price, caps }),
    ...sendingSteps(dependencies),
    ...settlingSteps(dependencies),
    item: (id, change, durability = 'grouped') => {
      database.transaction(durability, () => items.change(id, change))
      onItemChanged(id)
    },
  }
}

type SendingSteps = Pick<Journal, 'submitting' | 'notAccepted' | 'accepted' | 'unresolved'>

function sendingSteps(dependencies: Dependencies): SendingSteps {
  const { database, now } = dependencies
  const step = createStep(dependencies)
  return {
    submitting: (item, attempt, { path, body, bodySha256, keyMark }) =>
      step('full', item, { status: 'submitting' }, () =>
        changeAttempt(database, attempt.id, {
          state: 'submitting',
          path,
          body: body.length <= largestJournalledBody ? body : null,
          body_sha256: bodySha256,
          key_mark: keyMark,
          submitted_at: now().toISOString(),
        }),
      ),
    notAccepted: (item, attempt) =>
      step('grouped', item, { status: 'reserved' }, () => changeAttempt(database, attempt.id, { state: 'reserved' })),
    accepted: (item, attempt, { runId, requestId }) =>
      step('full', item, { status: 'accepted' }, () =>
        changeAttempt(database, attempt.id, {
          state: 'accepted',
          run_id: runId,
          accepted_at: now().toISOString(),
          ...(requestId === null ? {} : { request_id: requestId }),
        }),
      ),
    unresolved: (item, attempt, failure) =>
      step('full', item, { status: 'unresolved', failure }, () =>
        changeAttempt(database, attempt.id, { state: 'unresolved', ...failureColumns(failure) }),
      ),
  }
}

type SettlingSteps = Pick<Journal, 'succeeded' | 'failed' | 'released' | 'lost' | 'dropped'>

function settlingSteps(dependencies: Dependencies): SettlingSteps {
  const { database, ledger, now } = dependencies
  const step = createStep(dependencies)
  const settle = ({ id }: Attempt, change: AttemptChange): void =>
    changeAttempt(database, id, { ...change, settled_at: now().toISOString() })

  return {
    succeeded: (item, attempt, outcome) =>
      step('full', item, { status: 'fetching' }, () => {
        settle(attempt, { state: 'succeeded', ...resultColumns(outcome), ...costColumns(outcome.cost) })
        ledger.charge(account(item, attempt), attempt.price, outcome.cost.amount)
      }),
    failed: (item, attempt, failure) =>
      step('full', item, { status: 'failed', failure }, () => {
        settle(attempt, { state: 'failed', ...failureColumns(failure) })
        ledger.release(account(item, attempt), attempt.price)
      }),
    released: (item, attempt) =>
      step('full', item, { status: 'queued' }, () => {
        settle(attempt, { state: 'released' })
        ledger.release(account(item, attempt), attempt.price)
      }),
    lost: (item, attempt, { cost, failure, status }) =>
      step('full', item, { status, failure }, () => {
        settle(attempt, { state: 'lost', ...failureColumns(failure), ...(cost && costColumns(cost)) })
        if (cost) ledger.charge(account(item, attempt), attempt.price, cost.amount)
      }),
    dropped: (item, attempt, change) =>
      step('full', item, change, () => {
        settle(attempt, { state: 'dropped', cost_nano: attempt.price, cost_source: 'assumed' })
        ledger.assume(account(item, attempt), attempt.price)
      }),
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
