import { localDay } from '../../../electron/batches/journal/ledger.ts'
import type { LedgerKind } from '../../../electron/batches/journal/states.ts'
import type { Mode } from '../../../shared/domain/item.ts'
import type { Insert } from './rows.ts'

interface Booked {
  readonly at: string
  readonly mode: Mode
  readonly batchId: string
  readonly attemptId: string
  readonly price: number
  /** null: it was given back; the hold goes on for `open`. */
  readonly cost: number | 'open' | null
}

/** Books attempts as the engine's ledger does, and adds up what it would have added up. */
export interface Books {
  book(booked: Booked): void
  /** Rows of the ledger so far. */
  rows(): number
  /** Writes the sums. */
  close(): void
}

export function createBooks(insert: Insert): Books {
  const sums = new Map<string, { reserved: number; charged: number }>()
  let rows = 0
  return {
    rows: () => rows,
    book: ({ price, cost, ...account }) => {
      const { at, mode, batchId, attemptId } = account
      const day = localDay(new Date(at))
      const entries: [LedgerKind, number][] = [['reserve', price]]
      if (cost !== 'open') entries.push(['release', price])
      if (typeof cost === 'number') entries.push(['charge', cost])
      for (const [kind, amount_nano] of entries)
        insert('ledger', { at, day, mode, batch_id: batchId, attempt_id: attemptId, kind, amount_nano })
      rows += entries.length
      for (const scope of [`batch:${batchId}`, `day:${day}`, `month:${day.slice(0, 7)}`]) {
        const sum = sums.get(`${mode}:${scope}`) ?? { reserved: 0, charged: 0 }
        if (cost === 'open') sum.reserved += price
        else sum.charged += cost ?? 0
        sums.set(`${mode}:${scope}`, sum)
      }
    },
    close: () => {
      for (const [scope, { reserved, charged }] of sums)
        insert('spend', { scope, reserved_nano: reserved, charged_nano: charged })
    },
  }
}
