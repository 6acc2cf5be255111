import { isSettled } from '../../shared/domain/item.ts'
import type { BatchRow, ItemRow } from '../../shared/ipc/rows.ts'
import type { App } from '../app.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { Logger } from '../log/logger.ts'
import type { BatchRows } from './batch-rows.ts'
import { countGoingOn, sumOf } from './batch-rows.ts'
import type { Activity } from './desk.ts'
import type { ItemRows } from './item-rows.ts'
import type { Paces } from './pace.ts'
import type { PageEvents } from './page-events.ts'
import type { Runs } from './runs.ts'
import type { Tallies } from './tallies.ts'

/** Tells the page how batches come along: at most ten times a second, and always once more when something ended. */
export interface BatchEvents {
  /** More of a batch changed than items that told so themselves. */
  changed(batchId: string): void
  flush(): void
  stop(): void
}

interface Dependencies {
  readonly app: Pick<App, 'engine' | 'items'>
  readonly batchRows: BatchRows
  readonly itemRows: Pick<ItemRows, 'some'>
  readonly tallies: Pick<Tallies, 'moved' | 'reset'>
  readonly paces: Paces
  readonly runs: Pick<Runs, 'active'>
  readonly pageEvents: Pick<PageEvents, 'tell'>
  readonly onActivity: (activity: Activity) => void
  /** Sources of the light table whose latest item moved. */
  readonly onSources: (ids: readonly number[]) => void
  readonly log: Pick<Logger, 'error'>
}

const intervalMs = 100
/** More are not named: the page looks afresh. */
const mostItems = 200

export function createBatchEvents(dependencies: Dependencies): BatchEvents {
  const { app, itemRows, tallies, pageEvents, log } = dependencies
  const { events } = app.engine
  const changedItems = new Set<string>()
  const changedBatches = new Set<string>()
  const onFailure = (thrown: unknown): void => log.error('How batches come along cannot be told', thrown)
  const coalescer = createCoalescer(tell, { intervalMs, onFailure })
  const onItem = (itemId: string): void => {
    changedItems.add(itemId)
    tallies.moved(itemId)
    coalescer.poke()
  }
  const changed = (batchId: string): void => {
    changedBatches.add(batchId)
    tallies.reset(batchId)
    coalescer.poke()
  }
  events.on('item', onItem)
  events.on('batch', changed)
  return {
    changed,
    flush: () => coalescer.flush(),
    stop: () => {
      events.off('item', onItem)
      events.off('batch', changed)
      coalescer.stop()
    },
  }

  function tell(): void {
    const [ids, whole] = [[...changedItems], [...changedBatches]]
    const items = Map.groupBy(itemRows.some(ids.slice(0, mostItems)), ({ batchId }) => batchId)
    const active = dependencies.runs.active()
    const isTooMuch = ids.length > mostItems
    const named = new Set([...items.keys(), ...whole, ...(isTooMuch ? active : [])])
    const rows = [...named].map((batchId) => {
      const row = readRow(dependencies, batchId)
      const isPartial = isTooMuch || whole.includes(batchId)
      pageEvents.tell({ name: 'batch', payload: { row, items: items.get(batchId) ?? [], isPartial } })
      return row
    })
    tellSources(dependencies, [...items.values()].flat())
    tellActivity(dependencies, rows)
    // Only now: what could not be told is told again.
    changedItems.clear()
    changedBatches.clear()
  }
}

function readRow({ app, batchRows, paces }: Dependencies, batchId: string): BatchRow {
  const row = batchRows.of(app.engine.batches.get(batchId))
  if (row.activity !== 'running') {
    paces.forget(batchId)
    return row
  }
  const left = countGoingOn(row.counts)
  paces.note(batchId, sumOf(row.counts) - left)
  return { ...row, etaMs: paces.leftMs(batchId, left) }
}

function tellSources({ onSources }: Dependencies, rows: readonly ItemRow[]): void {
  const ids = rows.flatMap(({ sourceId, status }) =>
    sourceId !== null && (isSettled(status) || status === 'unresolved' || status === 'parked') ? [sourceId] : [],
  )
  if (ids.length > 0) onSources([...new Set(ids)])
}

function tellActivity(dependencies: Dependencies, known: readonly BatchRow[]): void {
  const active = dependencies.runs.active()
  const running = active.map((id) => known.find((row) => row.id === id) ?? readRow(dependencies, id))
  dependencies.onActivity({ running, progress: progressOf(running) })
}

function progressOf(rows: readonly BatchRow[]): number | null {
  const total = rows.reduce((sum, row) => sum + row.total, 0)
  if (total === 0) return null
  return 1 - rows.reduce((sum, { counts }) => sum + countGoingOn(counts), 0) / total
}
