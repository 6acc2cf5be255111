import type { Reader } from '../history/reader/reader.ts'
import type { LedgerDays, LedgerRow } from './ledger-rows.ts'
import type { ReportRow, ReportSubject } from './subject.ts'

type Asking = Pick<Reader, 'ask'>

interface Gathering {
  readonly signal: AbortSignal
  readonly onRows: (count: number) => void
}

/** So few at a time that whoever browses meanwhile does not notice. */
const rowsAtOnce = 200
const ledgerRowsAtOnce = 500

/** All rows of a subject. */
export async function gatherRows(
  reader: Asking,
  subject: ReportSubject,
  { signal, onRows }: Gathering,
): Promise<readonly ReportRow[]> {
  const places = await reader.ask('reportPlaces', subject)
  const rows: ReportRow[] = []
  for (let start = 0; start < places.length; start += rowsAtOnce) {
    signal.throwIfAborted()
    const page = { places: places.slice(start, start + rowsAtOnce), first: rows.length + 1 }
    rows.push(...(await reader.ask('reportRows', page)))
    onRows(rows.length)
  }
  return rows
}

/** The ledger of some days, a page at a time. */
export async function* ledgerOfDays(reader: Asking, days: LedgerDays): AsyncIterable<readonly LedgerRow[]> {
  let { rows, last } = await reader.ask('ledgerPage', { days, after: null, last: null })
  for (let end = rows.at(-1); end !== undefined; end = rows.at(-1)) {
    yield rows
    ;({ rows, last } = await reader.ask('ledgerPage', { days, after: { day: end.day, id: end.id }, last }))
  }
}

/** The ledger of a subject in the order it was written, a page at a time. */
export async function* ledgerOfSubject(reader: Asking, subject: ReportSubject): AsyncIterable<readonly LedgerRow[]> {
  const ids = await reader.ask('ledgerIds', await reader.ask('reportPlaces', subject))
  for (let start = 0; start < ids.length; start += ledgerRowsAtOnce) {
    yield await reader.ask('ledgerRows', ids.slice(start, start + ledgerRowsAtOnce))
  }
}
