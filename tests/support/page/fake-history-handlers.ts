import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { addMoney } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { HistoryFolder, TimelineMonth } from '../../../shared/ipc/history-rows.ts'
import { historyFolders, type FakeEntry } from './fake-history.ts'
import type { FakeLibrary } from './fake-library.ts'
import { facetsOf, runQuery } from './fake-history-query.ts'

type HistoryChannel = Extract<keyof Handlers, `history:${string}`>

const mostViews = 8

/** Answers from entries in memory, as slowly as the options say. */
export function historyHandlers(library: FakeLibrary): Pick<Handlers, HistoryChannel> {
  const { history, options } = library
  const slowly = async <T>(answer: () => T): Promise<T> => {
    if (options.slowMs > 0) await new Promise((done) => setTimeout(done, options.slowMs))
    return answer()
  }
  return {
    'history:open': ({ query }) =>
      slowly(() => {
        const { rows, all } = runQuery(history, query)
        const view = `view-${(opened += 1)}`
        history.views.set(view, { query, ids: rows.map(({ row }) => row.id) })
        for (const oldest of history.views.keys()) if (history.views.size > mostViews) history.views.delete(oldest)
        const results = all.filter(({ row }) => row.result !== null)
        const paid = all.filter(({ row }) => row.mode === 'paid')
        return {
          view,
          total: rows.length,
          results: results.length,
          charged: addMoney(...paid.map(({ row }) => row.charged)),
          facets: facetsOf(history, query),
        }
      }),
    'history:rows': ({ view, from, count }) => slowly(() => rowsOf(library, view).slice(from, from + count)),
    'history:find': ({ view, entry }) => {
      const { ids } = viewOf(library, view)
      const position = ids.indexOf(entry)
      return position === -1 ? null : position
    },
    'history:outputs': ({ view, from, to }) =>
      rowsOf(library, view)
        .slice(from, to + 1)
        .flatMap(({ result }) => (result === null ? [] : [result.id])),
    'history:timeline': ({ view }) => timelineOf(library, view),
    'history:folders': () => foldersOf(history.entries),
    'history:tags': () => tagsOf(history.entries),
  }
}

let opened = 0

function viewOf({ history }: FakeLibrary, view: string) {
  const known = history.views.get(view)
  if (known === undefined) throw new AppError('invalid-request', 'This view is not open any more.')
  return known
}

function rowsOf(library: FakeLibrary, view: string) {
  const { ids, query } = viewOf(library, view)
  const { entries } = library.history
  if (query.stacked) {
    const stacked = new Map(runQuery(library.history, query).rows.map(({ row }) => [row.id, row]))
    return ids.flatMap((id) => stacked.get(id) ?? [])
  }
  // Ids count up from 1 in the order of the entries.
  return ids.flatMap((id) => entries[id - 1]?.row ?? [])
}

function timelineOf(library: FakeLibrary, view: string): TimelineMonth[] {
  const { query } = viewOf(library, view)
  const months = new Map<string, { count: number; position: number }>()
  rowsOf(library, view).forEach(({ at }, position) => {
    const month = months.get(at.slice(0, 7))
    months.set(at.slice(0, 7), { count: (month?.count ?? 0) + 1, position: month?.position ?? position })
  })
  return [...months]
    .map(([month, { count, position }]) => ({ month, count, position: query.sort === 'date' ? position : null }))
    .sort((a, b) => (a.month < b.month ? 1 : -1))
}

function foldersOf(entries: readonly FakeEntry[]): HistoryFolder[] {
  const paths =
    entries.length === 0
      ? []
      : [...historyFolders.filter((path) => path !== 'houses/elm street'), 'houses', 'houses/elm street']
  return paths.map((path) => {
    const cut = path.lastIndexOf('/')
    return {
      id: `folder ${path}`,
      parent: cut === -1 ? null : `folder ${path.slice(0, cut)}`,
      name: path.slice(cut + 1),
      path: `/home/ada/Pictures/${path}`,
      count: entries.filter(({ folder }) => `${folder}/`.startsWith(`${path}/`)).length,
    }
  })
}

function tagsOf(entries: readonly FakeEntry[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const { tags } of entries) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count)
}
