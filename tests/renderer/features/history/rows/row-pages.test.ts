import { describe, expect, it } from 'vitest'
import type { HistoryRow } from '../../../../../shared/ipc/history-rows.ts'
import {
  clampRange,
  missingPages,
  noRows,
  pageSize,
  rowAt,
  withPage,
} from '../../../../../renderer/features/history/rows/row-pages.ts'
import { createFakeHistory } from '../../../../support/page/fake-history.ts'

const rows: readonly HistoryRow[] = createFakeHistory(pageSize).entries.map(({ row }) => row)

describe('pages of rows', () => {
  it('know a row by its place, and nothing of a page that was not read', () => {
    const pages = withPage(noRows, 3, rows)
    expect(rowAt(pages, 3 * pageSize + 7)).toBe(rows[7])
    expect(rowAt(pages, 7)).toBeNull()
    expect(rowAt(withPage(noRows, 0, rows.slice(0, 5)), 5)).toBeNull()
  })

  it('miss what a range needs, the nearest to its middle first', () => {
    const pages = withPage(noRows, 2, rows)
    expect(missingPages(pages, { first: 0, last: 5 * pageSize - 1 })).toEqual([1, 3, 0, 4])
    expect(missingPages(pages, { first: 2 * pageSize, last: 3 * pageSize - 1 })).toEqual([])
  })

  it('forget those that were read longest ago', () => {
    let pages = noRows
    for (let page = 0; page < 100; page += 1) pages = withPage(pages, page, rows)
    expect(pages.pages.size).toBeLessThan(100)
    expect(rowAt(pages, 0)).toBeNull()
    expect(rowAt(pages, 99 * pageSize)).toBe(rows[0])
  })

  it('stay as they were when another is added', () => {
    const before = withPage(noRows, 0, rows)
    withPage(before, 1, rows)
    expect(before.pages.size).toBe(1)
  })
})

it('keeps a range within a list', () => {
  expect(clampRange({ first: -20, last: 30 }, 10)).toEqual({ first: 0, last: 9 })
  expect(clampRange({ first: 20, last: 30 }, 10)).toBeNull()
  expect(clampRange({ first: 0, last: 30 }, 0)).toBeNull()
})
