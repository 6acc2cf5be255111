import type { Mode } from '../../shared/domain/item.ts'
import type { Reader } from '../history/reader/reader.ts'
import { ledgerOfDays, ledgerOfSubject } from './gather.ts'
import { createLedgerSheet, type Running } from './ledger-csv.ts'
import type { LedgerRequest } from './reports.ts'

export interface LedgerTotals {
  readonly rows: number
  readonly money: Readonly<Record<Mode, Running>>
}

/** The ledger as parts of a file; its totals are whole once the parts were taken. */
export function writeLedger(
  reader: Pick<Reader, 'ask'>,
  { of, signal, onProgress }: LedgerRequest,
): { readonly parts: AsyncIterable<string>; readonly totals: () => LedgerTotals } {
  const sheet = createLedgerSheet()
  const pages = of.kind === 'days' ? ledgerOfDays(reader, of.days) : ledgerOfSubject(reader, of)

  async function* parts(): AsyncIterable<string> {
    yield sheet.head()
    for await (const page of pages) {
      signal.throwIfAborted()
      yield page.map(sheet.line).join('')
      onProgress({ phase: 'writing', done: sheet.totals().rows, total: null })
    }
  }

  return { parts: parts(), totals: sheet.totals }
}
