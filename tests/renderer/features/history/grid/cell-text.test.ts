import { describe, expect, it } from 'vitest'
import { nanoUsd } from '../../../../../shared/domain/money.ts'
import type { HistoryRow } from '../../../../../shared/ipc/history-rows.ts'
import { cellFacts, cellLabel, cellTitle } from '../../../../../renderer/features/history/grid/cell-text.ts'
import { unmarked } from '../../../../../renderer/features/review/marks/marks.ts'
import { createTranslate } from '../../../../../renderer/messages/translate.ts'
import { createFakeHistory } from '../../../../support/page/fake-history.ts'

const t = createTranslate('en')
const rows = createFakeHistory(200).entries.map(({ row }) => row)
const done: HistoryRow = { ...rows.find(({ result }) => result !== null)!, mode: 'paid', charged: nanoUsd(40_000_000) }
const failed = rows.find(({ status }) => status === 'failed')!

describe('what is said below a picture', () => {
  it('is what it cost', () => {
    expect(cellFacts(done, t)).toBe('$0.04')
    expect(cellFacts({ ...done, charged: nanoUsd(0) }, t)).toBe('free')
  })

  it('is why there is none', () => {
    expect(cellFacts(failed, t)).toBe(failed.failure!.message)
    expect(cellFacts({ ...failed, failure: null, status: 'cancelled' }, t)).toBe(t('status.cancelled'))
    expect(cellFacts({ ...failed, failure: null, skipReason: 'no-row' }, t)).toBe(t('skip.no-row'))
  })
})

it('tells a screen reader what badges show', () => {
  const result = { ...done.result!, name: 'a.jpg', file: 'missing' as const, isBinned: true }
  const row: HistoryRow = { ...done, mode: 'practice', stack: 3, result }
  expect(cellLabel(row, unmarked, t)).toBe('a.jpg, $0.04, File is missing, In the bin, Practice, 3 results')
  const intact: HistoryRow = { ...done, result: { ...result, file: 'unchanged', isBinned: false } }
  expect(cellLabel(intact, { verdict: 'keep', rating: 0 }, t)).toBe(`a.jpg, $0.04, ${t('review.is-keep')}`)
})

it('tells all there is to know where the pointer rests', () => {
  const row: HistoryRow = { ...done, prompt: 'White', result: { ...done.result!, name: 'a.jpg', changed: 0.25 } }
  expect(cellTitle(row, { full: () => 'May 4' }, t).split('\n')).toEqual([
    'a.jpg',
    `of ${row.name}`,
    'White',
    expect.stringContaining(`#${row.batchNumber}`),
    'May 4 · $0.04',
    '25% changed',
  ])
})
