import type { ItemStatus } from '../../shared/domain/item.ts'
import { nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import type { Batch } from '../history/batches.ts'
import type { Database } from '../history/database.ts'
import type { Item, Items } from '../history/items.ts'
import type { Outputs } from '../history/outputs.ts'
import type { Ledger } from './journal/ledger.ts'
import { countUnsent } from './journal/unsent.ts'

/** What a host shows of one item. */
export interface ItemView {
  readonly item: Item
  /** Paths of its results; of the earlier item where it was skipped in favour of one. */
  readonly outputs: readonly string[]
  readonly charged: NanoUsd
  /** What an unanswered request of it may still cost. */
  readonly atStake: NanoUsd
  readonly runIds: readonly string[]
}

export interface BatchView {
  readonly batch: Batch
  readonly counts: Readonly<Partial<Record<ItemStatus, number>>>
  readonly charged: NanoUsd
  readonly reserved: NanoUsd
}

export interface Views {
  item(id: string): ItemView | null
  batch(batch: Batch): BatchView
  /** How many items going on with a batch would send for the first time. */
  unsent(batchId: string): number
  /** Items of a batch in order, read in pages so that a large batch is never whole in memory. */
  items(batchId: string, statuses: readonly ItemStatus[]): Iterable<ItemView>
}

interface Dependencies {
  readonly database: Database
  readonly items: Items
  readonly outputs: Outputs
  readonly ledger: Ledger
}

const pageSize = 500

export function createViews({ database, items, outputs, ledger }: Dependencies): Views {
  return {
    item: (id) => {
      const item = items.get(id)
      return item && viewItem(item)
    },
    batch: (batch) => ({ batch, counts: items.counts(batch.id), ...ledger.batchSpend(batch.mode, batch.id) }),
    unsent: (batchId) => countUnsent(database, batchId),
    items: function* (batchId, statuses) {
      for (let after = -1; ;) {
        const page = items.next(batchId, { statuses, after, limit: pageSize })
        yield* page.map(viewItem)
        const last = page.at(-1)
        if (last === undefined) return
        after = last.position
      }
    },
  }

  function viewItem(item: Item): ItemView {
    const owner = item.status === 'skipped' && item.linkedItemId !== null ? item.linkedItemId : item.id
    return { item, outputs: outputs.ofItem(owner).map(({ path }) => path), ...moneyOf(database, item.id) }
  }
}

function moneyOf(database: Database, itemId: string): Pick<ItemView, 'charged' | 'atStake' | 'runIds'> {
  const attempts = database.all<{ state: string; price_nano: number; cost_nano: number | null; run_id: string | null }>(
    'SELECT state, price_nano, cost_nano, run_id FROM attempt WHERE item_id = :itemId ORDER BY number',
    { itemId },
  )
  const open = attempts.filter(({ state }) => state === 'submitting' || state === 'unresolved' || state === 'accepted')
  return {
    charged: nanoUsd(attempts.reduce((sum, { cost_nano }) => sum + (cost_nano ?? 0), 0)),
    atStake: nanoUsd(open.reduce((sum, { price_nano }) => sum + price_nano, 0)),
    runIds: attempts.flatMap(({ run_id }) => (run_id === null ? [] : [run_id])),
  }
}

/** How a finished run is judged as a whole, in the order that matters to whoever has to act on it. */
export function verdictOf({ batch, counts }: BatchView): 'done' | 'failed' | 'paused' | 'unresolved' | 'cancelled' {
  if ((counts.unresolved ?? 0) > 0) return 'unresolved'
  if (batch.status === 'paused' || batch.status === 'running') return 'paused'
  if ((counts.failed ?? 0) > 0) return 'failed'
  return batch.status === 'cancelled' ? 'cancelled' : 'done'
}
