import type { Mode } from '../../shared/domain/item.ts'
import type { Database } from '../history/database.ts'
import type { Item, Items } from '../history/items.ts'
import type { Journal } from './journal.ts'

interface Dependencies {
  readonly database: Database
  readonly items: Items
  readonly journal: Journal
}

interface BatchReference {
  readonly id: string
  readonly mode: Mode
}

/**
 * What the user decided about items that only they may move: unanswered requests and failures. Each returns how many
 * items it moved; moved items are `queued` and run with the batch.
 */
export interface Decisions {
  /** Unanswered requests are asked about again. Nothing is sent twice. */
  lookAgain(batch: BatchReference): number
  /** The user's yes to a possible second charge: what has no answer counts as spent, and a new request may be sent. */
  sendAgain(batch: BatchReference): number
  /** Leaves unanswered items behind; what they may have cost counts as spent. */
  giveUp(batch: BatchReference): number
  /**
   * Failed items run again, with another prompt where one is given: each may lead to a new paid request. An item whose
   * result is paid for is never among them; it is parked until it is collected.
   */
  retryFailed(batch: BatchReference, prompt: string | null): number
}

export function createDecisions({ database, items, journal }: Dependencies): Decisions {
  return {
    lookAgain: (batch) =>
      each(batch, 'unresolved', (item) => {
        if (journal.latest(item.id)?.state !== 'unresolved') return false
        journal.item(item.id, { status: 'queued' }, 'full')
        return true
      }),
    sendAgain: (batch) =>
      each(batch, 'unresolved', (item) => {
        const attempt = journal.latest(item.id)
        if (attempt?.state === 'unresolved') journal.dropped(entryOf(item, batch), attempt, { status: 'queued' })
        else journal.item(item.id, { status: 'queued' }, 'full')
        return true
      }),
    giveUp: (batch) =>
      each(batch, 'unresolved', (item) => {
        const attempt = journal.latest(item.id)
        const failure = item.failure ?? { code: 'outcome-unknown' as const, message: 'Given up without an answer.' }
        if (attempt?.state === 'unresolved')
          journal.dropped(entryOf(item, batch), attempt, { status: 'failed', failure })
        else journal.item(item.id, { status: 'failed', failure }, 'full')
        return true
      }),
    retryFailed: (batch, prompt) =>
      database.transaction('full', () =>
        each(batch, 'failed', (item) => {
          if (prompt !== null) items.setPrompt(item.id, prompt)
          items.change(item.id, { status: 'queued' })
          return true
        }),
      ),
  }

  function each(batch: BatchReference, status: Item['status'], move: (item: Item) => boolean): number {
    const found = items.next(batch.id, { statuses: [status], after: -1, limit: 1_000_000 })
    return found.filter(move).length
  }
}

function entryOf({ id, batchId }: Item, { mode }: BatchReference) {
  return { id, batchId, mode }
}
