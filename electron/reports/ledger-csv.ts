import type { Mode } from '../../shared/domain/item.ts'
import { addMoney, nanoUsd, noMoney, type NanoUsd } from '../../shared/domain/money.ts'
import { csvHead, csvLine, csvUsd, type Column } from './csv.ts'
import type { LedgerRow } from './ledger-rows.ts'

/** What is spent and held once a row is booked, in the mode of that row. */
export interface Running {
  readonly charged: NanoUsd
  readonly held: NanoUsd
}

type Booked = LedgerRow & Running

const columns: readonly Column<Booked>[] = [
  { heading: 'row', value: ({ id }) => String(id) },
  { heading: 'at', value: ({ at }) => at },
  { heading: 'day', value: ({ day }) => day },
  { heading: 'mode', value: ({ mode }) => mode },
  { heading: 'batch', value: ({ batchNumber }) => String(batchNumber) },
  { heading: 'picture', value: ({ source }) => source },
  { heading: 'picture_path', value: ({ sourcePath }) => sourcePath },
  { heading: 'model', value: ({ model }) => model },
  { heading: 'attempt', value: ({ attempt }) => attempt },
  { heading: 'run_id', value: ({ runId }) => runId ?? '' },
  { heading: 'kind', value: ({ kind }) => kind },
  { heading: 'amount_usd', value: ({ amount }) => csvUsd(amount) },
  { heading: 'charged_total_usd', value: ({ charged }) => csvUsd(charged) },
  { heading: 'held_total_usd', value: ({ held }) => csvUsd(held) },
]

/** Adds up row by row; practice and paid money each have totals of their own. */
export function createLedgerSheet() {
  const running: Record<Mode, Running> = {
    paid: { charged: noMoney, held: noMoney },
    practice: { charged: noMoney, held: noMoney },
  }
  let rows = 0
  return {
    head: () => csvHead(columns),
    line: (row: LedgerRow): string => {
      rows += 1
      const next = book(running[row.mode], row)
      running[row.mode] = next
      return csvLine(columns, { ...row, ...next })
    },
    totals: () => ({ rows, money: { ...running } }),
  }
}

function book({ charged, held }: Running, { kind, amount }: LedgerRow): Running {
  if (kind === 'reserve') return { charged, held: addMoney(held, amount) }
  if (kind === 'release') return { charged, held: nanoUsd(held - amount) }
  return { charged: addMoney(charged, amount), held }
}
