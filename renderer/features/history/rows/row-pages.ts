import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'

/** The rows of a view that were read, by page. Never changed: another page makes another one of these. */
export interface RowPages {
  readonly pages: ReadonlyMap<number, readonly HistoryRow[]>
}

/** Places of a view, both ends included. */
export interface Range {
  readonly first: number
  readonly last: number
}

export const pageSize = 100
/** More than any window shows, and little enough to forget about. */
const mostPages = 80

export const noRows: RowPages = { pages: new Map() }

export function rowAt({ pages }: RowPages, position: number): HistoryRow | null {
  return pages.get(Math.floor(position / pageSize))?.[position % pageSize] ?? null
}

/** Adds a page, and forgets those that were read longest ago. */
export function withPage({ pages }: RowPages, page: number, rows: readonly HistoryRow[]): RowPages {
  const next = new Map(pages)
  next.delete(page)
  next.set(page, rows)
  for (const oldest of next.keys()) {
    if (next.size <= mostPages) break
    next.delete(oldest)
  }
  return { pages: next }
}

/** The pages of a range that were not read yet, the nearest to its middle first. */
export function missingPages({ pages }: RowPages, { first, last }: Range): readonly number[] {
  const middle = (first + last) / 2 / pageSize - 0.5
  const missing: number[] = []
  for (let page = Math.floor(first / pageSize); page <= Math.floor(last / pageSize); page += 1) {
    if (!pages.has(page)) missing.push(page)
  }
  return missing.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
}

/** The range within a list of this length; null where nothing is left of it. */
export function clampRange({ first, last }: Range, total: number): Range | null {
  const clamped = { first: Math.max(0, first), last: Math.min(total - 1, last) }
  return clamped.first > clamped.last ? null : clamped
}
