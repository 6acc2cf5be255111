import type { Mode } from '../../shared/domain/item.ts'
import type { Database } from '../history/database.ts'
import type { Item, Items } from '../history/items.ts'
import type { Journal } from './journal/journal.ts'

interface Dependencies {
  readonly database: Database
  readonly items: Items
  readonly journal: Journal
}

interface BatchReference {
  readonly id: string
  readonly mode: Mode
}

/** Ids of the items that are meant; null for every item of the batch it can be said of. */
export type ChosenItems = ReadonlySet<string> | null

/**
 * What the user decided about items that only they may move: unanswered requests and failures. Each returns how many
 * items it moved; moved items are `queued` and run with the batch. Items of another batch or status are left alone.
 */
export interface Decisions {
  /** Unanswered requests are asked about again. Nothing is sent twice. */
  lookAgain(batch: BatchReference, chosen?: ChosenItems): number
  /** The user's yes to a possible second charge: what has no answer counts as spent, and a new request may be sent. */
  sendAgain(batch: BatchReference, chosen?: ChosenItems): number
  /** Leaves unanswered items behind; what they may have cost counts as spent. */
  giveUp(batch: BatchReference, chosen?: ChosenItems): number
  /**
   * Failed items run again, with another prompt where one is given: each may lead to a new paid request. An item whose
   * result is paid for is never among them; it is parked until it is collected.
   */
  retryFailed(batch: BatchReference, prompt: string | null, chosen?: ChosenItems): number
}

interface Choice {
  readonly batch: BatchReference
  readonly chosen: ChosenItems
  readonly status: Item['status']
}

export function createDecisions({ database, items, journal }: Dependencies): Decisions {
  return {
    lookAgain: (batch, chosen = null) =>
      each({ batch, chosen, status: 'unresolved' }, (item) => {
        if (journal.latest(item.id)?.state !== 'unresolved') return false
        journal.item(item.id, { status: 'queued' }, 'full')
        return true
      }),
    sendAgain: (batch, chosen = null) =>
      each({ batch, chosen, status: 'unresolved' }, (item) => {
        const attempt = journal.latest(item.id)
        if (attempt?.state === 'unresolved') journal.dropped(entryOf(item, batch), attempt, { status: 'queued' })
        else journal.item(item.id, { status: 'queued' }, 'full')
        return true
      }),
    giveUp: (batch, chosen = null) =>
      each({ batch, chosen, status: 'unresolved' }, (item) => {
        const attempt = journal.latest(item.id)
        const failure = item.failure ?? { code: 'outcome-unknown' as const, message: 'Given up without an answer.' }
        if (attempt?.state === 'unresolved')
          journal.dropped(entryOf(item, batch), attempt, { status: 'failed', failure })
        else journal.item(item.id, { status: 'failed', failure }, 'full')
        return true
      }),
    retryFailed: (batch, prompt, chosen = null) =>
      database.transaction('full', () =>
        each({ batch, chosen, status: 'failed' }, (item) => {
          if (prompt !== null) items.setPrompt(item.id, prompt)
          items.change(item.id, { status: 'queued' })
          return true
        }),
      ),
  }

  function each({ batch, chosen, status }: Choice, move: (item: Item) => boolean): number {
    const found = items.next(batch.id, { statuses: [status], after: -1, limit: 1_000_000 })
    return found.filter(({ id }) => chosen === null || chosen.has(id)).filter(move).length
  }
}

function entryOf({ id, batchId }: Item, { mode }: BatchReference) {
  return { id, batchId, mode }
}
