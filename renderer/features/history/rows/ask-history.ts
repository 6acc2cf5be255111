import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import type { HistoryView } from '../../../../shared/ipc/history-rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import type { Stores } from '../../../app/stores.ts'
import type { HistoryState, Spot } from './history-store.ts'
import { isResultKey } from './row-key.ts'
import { findsTheSame } from '../filter/same-query.ts'
import { clampRange, missingPages, noRows, pageSize, rowAt, withPage, type Range, type RowPages } from './row-pages.ts'

type AskStores = Pick<Stores, 'history' | 'request'>

const firstSight: Range = { first: 0, last: pageSize - 1 }

/**
 * Asks a query and shows its answer once the rows that will be in sight are there; until then the answer before it stays.
 * The one that is shown already, asked again, keeps what is in sight, the keyboard's place and the selection. Resolves
 * when it is shown, or when another question took its place.
 */
export async function askHistory({ history, request }: AskStores, query: HistoryQuery): Promise<void> {
  const asked = { query, isQuiet: history.getState().shown?.query === query }
  history.setState({ asked, isStale: false })
  const isLatest = (): boolean => history.getState().asked === asked
  try {
    const answer = await request('history:open', { query })
    if (!isLatest()) return
    const next = asked.isQuiet
      ? await sameAgain({ history, request }, answer)
      : await anew({ history, request }, answer)
    if (!isLatest()) return
    history.setState((state) => ({
      shown: { query, answer, moved: next.moved },
      rows: next.rows,
      asked: null,
      failure: null,
      ...next.spots(state),
    }))
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    if (isLatest()) history.setState({ asked: null, failure: thrown.failure })
  }
}

interface Next {
  readonly rows: RowPages
  readonly moved: { readonly from: number; readonly to: number } | null
  /** What becomes of selection and keyboard. */
  spots(state: HistoryState): Partial<HistoryState>
}

async function anew({ history, request }: AskStores, answer: HistoryView): Promise<Next> {
  const rows = await readRange(request, answer, firstSight)
  const before = history.getState().shown?.query
  return {
    rows,
    moved: null,
    spots: ({ selected, asked }) => ({
      sight: { ...firstSight, lead: 0 },
      scrollTop: 0,
      anchor: null,
      current: null,
      // Nobody shall act on what they cannot see; another order hides nothing.
      selected: asked !== null && before !== undefined && findsTheSame(before, asked.query) ? selected : new Set(),
    }),
  }
}

async function sameAgain({ history, request }: AskStores, answer: HistoryView): Promise<Next> {
  const before = history.getState()
  const find = async (spot: Spot | null): Promise<Spot | null> => {
    if (spot === null || answer.total === 0) return null
    const entry = spot.entry ?? rowAt(before.rows, spot.position)?.id ?? null
    const found = entry === null ? null : await request('history:find', { view: answer.view, entry })
    // What went leaves its place to what follows.
    if (found === null) return { position: Math.min(spot.position, answer.total - 1), entry: null }
    return { position: found, entry }
  }
  const top = topSpot(before)
  const [first, current, anchor] = await Promise.all([find(top), find(before.current), find(before.anchor)])
  const moved =
    top === null || first === null || first.entry === null ? null : { from: top.position, to: first.position }
  const shift = moved === null ? 0 : moved.to - moved.from
  const range = { first: before.sight.first + shift, last: before.sight.last + shift }
  const rows = await readRange(request, answer, range)
  const there = before.selected.size === 0 ? null : await keysOf(request, answer)
  return {
    rows,
    moved,
    spots: (now) => ({
      // Whoever moved on meanwhile stays there, and what is there may have another place by now.
      current: now.current === before.current ? named(current, rows) : placedIn(rows, now.current),
      anchor: now.anchor === before.anchor ? anchor : placedIn(rows, now.anchor),
      selected: there === null ? now.selected : keepThere(now.selected, there),
    }),
  }
}

/** What holds the scroll place; null at the top, where what is new is what is wanted. */
function topSpot({ scrollTop, sight }: HistoryState): Spot | null {
  return scrollTop === 0 ? null : { position: sight.first, entry: null }
}

function named(spot: Spot | null, rows: RowPages): Spot | null {
  return spot === null ? null : { ...spot, entry: spot.entry ?? rowAt(rows, spot.position)?.id ?? null }
}

/** The same entry where these rows have it; where they do not, the place it had. */
function placedIn({ pages }: RowPages, spot: Spot | null): Spot | null {
  if (spot === null || spot.entry === null) return spot
  for (const [page, rows] of pages) {
    const index = rows.findIndex(({ id }) => id === spot.entry)
    if (index >= 0) return { ...spot, position: page * pageSize + index }
  }
  return spot
}

async function keysOf(request: Stores['request'], { view, total }: HistoryView): Promise<ReadonlySet<string>> {
  return new Set(total === 0 ? [] : await request('history:outputs', { view, from: 0, to: total - 1 }))
}

/** Entries without a result stay selected: main lists results alone. */
function keepThere(selected: ReadonlySet<string>, there: ReadonlySet<string>): ReadonlySet<string> {
  const left = [...selected].filter((key) => there.has(key) || !isResultKey(key))
  return left.length === selected.size ? selected : new Set(left)
}

async function readRange(request: Stores['request'], { view, total }: HistoryView, range: Range): Promise<RowPages> {
  const within = clampRange(range, total)
  if (within === null) return noRows
  const pages = missingPages(noRows, within)
  const read = await Promise.all(
    pages.map((page) => request('history:rows', { view, from: page * pageSize, count: pageSize })),
  )
  return pages.reduce((rows, page, index) => withPage(rows, page, read[index] ?? []), noRows)
}
