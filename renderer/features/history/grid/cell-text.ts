import type { Failure } from '../../../../shared/errors.ts'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import { failureLine, failureTitle } from '../../../messages/failure-text.ts'
import type { Translate } from '../../../messages/translate.ts'
import type { Marks } from '../../review/marks/marks.ts'
import { marksText } from '../../review/marks/mark-badges.tsx'
import { modelName } from '../filter/conditions.ts'
import type { Dates } from '../../../messages/use-dates.ts'

/** The second line below a picture: what it cost, or why there is none. */
export function cellFacts(row: HistoryRow, t: Translate): string {
  if (row.result === null) return reasonOf(row, t, (failure) => failureTitle(failure, t))
  return row.charged === 0 ? t('common.free') : t.money(row.charged)
}

/** The same, where there is room for all that was said of a failure. */
function wholeFacts(row: HistoryRow, t: Translate): string {
  return row.result === null ? reasonOf(row, t, (failure) => failureLine(failure, t)) : cellFacts(row, t)
}

/** What a screen reader says of a row. */
export function cellLabel(row: HistoryRow, marks: Marks, t: Translate): string {
  const { result } = row
  return joined(
    [
      result?.name ?? row.name,
      wholeFacts(row, t),
      marksText(marks, t),
      fileText(result, t),
      result?.isBinned === true ? t('history.binned') : '',
      row.mode === 'practice' ? t('history.practice') : '',
      row.stack > 1 ? t('common.results', { count: row.stack }) : '',
    ],
    ', ',
  )
}

/** What is shown when the pointer rests on a row. */
export function cellTitle(row: HistoryRow, dates: Pick<Dates, 'full'>, t: Translate): string {
  const { result } = row
  return joined(
    [
      result?.name ?? '',
      t('history.of-source', { name: row.name }),
      row.prompt,
      `${modelName(row.model)} · ${t('history.number', { number: row.batchNumber })}`,
      `${dates.full(row.at)} · ${wholeFacts(row, t)}`,
      changedText(result, t),
      result?.isFlagged === true ? t('history.flagged') : '',
      fileText(result, t),
      result?.isBinned === true ? t('history.binned') : '',
      row.mode === 'practice' ? t('history.practice-cost') : '',
    ],
    '\n',
  )
}

type Result = HistoryRow['result']

/** What the last look at its file found; nothing where all is as it was. */
function fileText(result: Result, t: Translate): string {
  const file = result?.file ?? 'unchanged'
  return file === 'unchanged' ? '' : t(`history.file-${file}`)
}

function changedText(result: Result, t: Translate): string {
  const share = result?.changed ?? null
  return share === null ? '' : t('history.changed', { share })
}

function reasonOf({ failure, skipReason, status }: HistoryRow, t: Translate, words: (failure: Failure) => string) {
  if (failure !== null) return words(failure)
  return skipReason === null ? t(`status.${status}`) : t(`skip.${skipReason}`)
}

function joined(parts: readonly string[], separator: string): string {
  return parts.filter((part) => part !== '').join(separator)
}
