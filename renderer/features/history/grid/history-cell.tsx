import { Check } from 'lucide-react'
import { memo } from 'react'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { VerdictBadge } from '../../review/marks/mark-badges.tsx'
import { unmarked } from '../../review/marks/marks.ts'
import { useMarks } from '../../review/marks/use-marks.ts'
import { cellLabel, cellTitle } from './cell-text.ts'
import { HistoryCaption } from './history-caption.tsx'
import { HistoryPicture } from './history-picture.tsx'
import type { HistoryState } from '../rows/history-store.ts'
import { keyOfRow } from '../rows/row-key.ts'
import { rowAt } from '../rows/row-pages.ts'
import { useDates } from '../../../messages/use-dates.ts'

interface HistoryCellProps {
  readonly position: number
  readonly column: number
  readonly edge: 256 | 512
  readonly isFilled: boolean
  readonly showsBefore: boolean
}

export function cellIdAt(position: number): string {
  return `result-${position}`
}

const selectedMark = 1
const currentMark = 2
const stopMark = 4

/** One number, so that a cell listens once and renders only when something of its own changes. */
function marksAt({ selected, current, rows }: HistoryState, position: number): number {
  const row = rowAt(rows, position)
  const isCurrent = current?.position === position
  return (
    (row !== null && selected.has(keyOfRow(row)) ? selectedMark : 0) +
    (isCurrent ? currentMark : 0) +
    // The tab key comes to the first one where none is current.
    (isCurrent || (current === null && position === 0) ? stopMark : 0)
  )
}

/** One place in the answer. It stays where it is while its row is on its way. */
export const HistoryCell = memo(function HistoryCell(props: HistoryCellProps) {
  const { position, column, isFilled } = props
  const row = useFrom('history', (state) => rowAt(state.rows, position))
  const marks = useFrom('history', (state) => marksAt(state, position))
  const isSelected = (marks & selectedMark) !== 0
  const shared = {
    id: cellIdAt(position),
    className: 'grid-cell history-cell',
    role: 'gridcell',
    'aria-colindex': column + 1,
    'aria-selected': isSelected,
    tabIndex: (marks & stopMark) === 0 ? -1 : 0,
    'data-position': position,
    'data-current': (marks & currentMark) === 0 ? undefined : '',
  } as const
  if (row === null || !isFilled) {
    return (
      <div {...shared}>
        <span className="grid-cell__frame grid-cell__frame--empty" />
      </div>
    )
  }
  return <Filled {...props} shared={shared} row={row} isSelected={isSelected} />
})

interface FilledProps extends HistoryCellProps {
  readonly shared: Readonly<Record<string, string | number | boolean | undefined>>
  readonly row: HistoryRow
  readonly isSelected: boolean
}

function Filled({ shared, row, isSelected, edge, showsBefore }: FilledProps) {
  const t = useTranslate()
  const dates = useDates()
  const marks = useMarks(row.result?.id ?? null, row.result ?? unmarked)
  return (
    <div {...shared} title={cellTitle(row, dates, t)} data-verdict={marks.verdict ?? undefined}>
      <span className="visually-hidden">{cellLabel(row, marks, t)}</span>
      <HistoryPicture row={row} edge={edge} showsBefore={showsBefore} />
      {isSelected && (
        <span className="grid-cell__check" aria-hidden="true">
          <Check size={11} strokeWidth={3} />
        </span>
      )}
      <VerdictBadge verdict={marks.verdict} />
      <HistoryCaption row={row} marks={marks} />
    </div>
  )
}
