import type { Failure } from '../../../../shared/errors.ts'
import { RequestFailure } from '../../../api/request.ts'
import type { Stores } from '../../../app/stores.ts'
import { totalOf, type HistoryStore } from './history-store.ts'
import { clampRange, missingPages, pageSize, withPage, type Range } from './row-pages.ts'

type RowStores = Pick<Stores, 'history' | 'request'>

interface Reading {
  /** What is wanted now; what was wanted before and is not any more is never asked for. */
  wanted: Range
  readonly underway: Set<string>
}

interface ViewPage {
  readonly view: string
  readonly page: number
}

function keyOf({ view, page }: ViewPage): string {
  return `${view} ${page}`
}

const mostAtOnce = 2
const readings = new WeakMap<HistoryStore, Reading>()

/**
 * Reads the rows of a range that are not there yet, a few pages at a time and the middle first. Another call takes the
 * place of this one: pages it asked for are still taken, and no more are asked.
 */
export function wantRows(stores: RowStores, range: Range): void {
  const reading = readings.get(stores.history) ?? { wanted: range, underway: new Set() }
  readings.set(stores.history, reading)
  reading.wanted = range
  readOn(stores, reading)
}

function readOn(stores: RowStores, reading: Reading): void {
  const state = stores.history.getState()
  const range = clampRange(reading.wanted, totalOf(state))
  const view = state.shown?.answer.view
  if (range === null || view === undefined || state.failure !== null) return
  for (const page of missingPages(state.rows, range)) {
    if (reading.underway.size >= mostAtOnce) return
    if (reading.underway.has(keyOf({ view, page }))) continue
    void readNext(stores, reading, { view, page })
  }
}

async function readNext(stores: RowStores, reading: Reading, { view, page }: ViewPage): Promise<void> {
  reading.underway.add(keyOf({ view, page }))
  await readPage(stores, { view, page })
  reading.underway.delete(keyOf({ view, page }))
  readOn(stores, reading)
}

/** Reads the page a place is on; resolves when it is there, or when that failed, which the store says then. */
export async function readPageAt(stores: RowStores, position: number): Promise<void> {
  const view = stores.history.getState().shown?.answer.view
  if (view !== undefined) await readPage(stores, { view, page: Math.floor(position / pageSize) })
}

async function readPage({ history, request }: RowStores, { view, page }: ViewPage): Promise<void> {
  const isShown = (): boolean => history.getState().shown?.answer.view === view
  try {
    const rows = await request('history:rows', { view, from: page * pageSize, count: pageSize })
    forgotten.delete(history)
    if (isShown()) history.setState((state) => ({ rows: withPage(state.rows, page, rows) }))
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    if (isShown()) history.setState(afterFailure(history, thrown.failure))
  }
}

/** Stores whose view main did not know any more, until rows of the next one came. */
const forgotten = new WeakSet<HistoryStore>()

/** Main forgets views nobody asked about for long, and all of them when it is started anew: then one is opened afresh. */
function afterFailure(history: HistoryStore, failure: Failure): { isStale: true } | { failure: Failure } {
  if (failure.code !== 'invalid-request' || forgotten.has(history)) return { failure }
  forgotten.add(history)
  return { isStale: true }
}
