import { isSettled, settledStatuses, type ItemStatus } from '../../shared/domain/item.ts'
import type { BatchRow } from '../../shared/ipc/rows.ts'
import type { App } from '../app.ts'
import { openStates } from '../batches/run/recovery.ts'
import { unsentStatuses } from '../batches/journal/unsent.ts'
import type { Database } from '../history/database.ts'

export interface Tally {
  readonly counts: BatchRow['counts']
  /** Items that going on would send for the first time. */
  readonly unsent: number
}

/**
 * How many items of a batch stand where. Counting a hundred thousand takes longer than may be taken ten times a second,
 * so a batch that is active is counted once and then followed item by item.
 */
export interface Tallies {
  of(batchId: string): Tally
  /** An item of some batch changed. */
  moved(itemId: string): void
  /** More changed than items that told so: it is counted again. */
  reset(batchId: string): void
}

interface Dependencies {
  readonly app: Pick<App, 'database' | 'engine' | 'items' | 'clock'>
  readonly isActive: (batchId: string) => boolean
}

interface Place {
  readonly status: ItemStatus
  readonly isUnsent: boolean
}

interface Followed {
  readonly counts: Partial<Record<ItemStatus, number>>
  unsent: number
  /** Where items are that do not simply wait. */
  readonly places: Map<string, Place>
  readonly countedAtMs: number
}

/** Whatever was missed shows no longer than this. */
const recountMs = 20_000
const waiting: Place = { status: 'queued', isUnsent: true }

export function createTallies({ app, isActive }: Dependencies): Tallies {
  const { database, engine, items, clock } = app
  const followed = new Map<string, Followed>()
  const moved = new Set<string>()
  return {
    of: (batchId) => {
      followMoved()
      if (isActive(batchId)) return current(batchId)
      followed.delete(batchId)
      return { counts: items.counts(batchId), unsent: engine.views.unsent(batchId) }
    },
    moved: (itemId) => void moved.add(itemId),
    reset: (batchId) => void followed.delete(batchId),
  }

  function current(batchId: string): Tally {
    const known = followed.get(batchId)
    const isFresh = known !== undefined && clock.monotonicMs() - known.countedAtMs < recountMs
    const tally = isFresh ? known : countAll({ database, items, batchId, atMs: clock.monotonicMs() })
    followed.set(batchId, tally)
    return { counts: { ...tally.counts }, unsent: tally.unsent }
  }

  function followMoved(): void {
    if (moved.size === 0) return
    const ids = [...moved]
    moved.clear()
    if (followed.size === 0) return
    for (const { id, batchId, status, isUnsent } of readPlaces(database, ids)) {
      const batch = followed.get(batchId)
      if (batch !== undefined) move(batch, id, { status, isUnsent: isUnsent === 1 })
    }
  }
}

function move(batch: Followed, id: string, to: Place): void {
  const { counts, places } = batch
  const from = places.get(id) ?? waiting
  counts[from.status] = (counts[from.status] ?? 0) - 1
  // A status nothing is in is left out, as it is where they are counted.
  if (counts[from.status] === 0) delete counts[from.status]
  counts[to.status] = (counts[to.status] ?? 0) + 1
  batch.unsent += Number(to.isUnsent) - Number(from.isUnsent)
  places.set(id, to)
}

interface Counting extends Pick<App, 'database' | 'items'> {
  readonly batchId: string
  readonly atMs: number
}

/** Items that are settled move only by a decision, after which all of them are counted again. */
function countAll({ database, items, batchId, atMs }: Counting): Followed {
  const counts = items.counts(batchId)
  const places = new Map<string, Place>()
  const moving = database.all<{ id: string; status: ItemStatus }>(
    `SELECT id, status FROM item WHERE batch_id = :batchId AND status NOT IN (SELECT value FROM json_each(:others))`,
    { batchId, others: JSON.stringify([...settledStatuses, 'queued']) },
  )
  for (const { id, status } of moving) places.set(id, { status, isUnsent: isUnsentStatus(status) })
  for (const { id, status } of readSent(database, batchId)) places.set(id, { status, isUnsent: false })
  const unsent = unsentStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0)
  const sent = [...places.values()].filter(({ status, isUnsent }) => isUnsentStatus(status) && !isUnsent).length
  return { counts, unsent: unsent - sent, places, countedAtMs: atMs }
}

function isUnsentStatus(status: ItemStatus): boolean {
  return !isSettled(status) && (unsentStatuses as readonly ItemStatus[]).includes(status) // `includes` wants the narrower type.
}

/** Items that wait although something was sent for them. */
function readSent(database: Database, batchId: string): { readonly id: string; readonly status: ItemStatus }[] {
  return database.all(
    `SELECT DISTINCT item.id, item.status FROM item JOIN attempt ON attempt.item_id = item.id
     WHERE item.batch_id = :batchId AND item.status IN (SELECT value FROM json_each(:unsent))
       AND attempt.state IN (SELECT value FROM json_each(:open))`,
    { batchId, unsent: JSON.stringify(unsentStatuses), open: JSON.stringify(openStates) },
  )
}

interface FoundPlace {
  readonly id: string
  readonly batchId: string
  readonly status: ItemStatus
  readonly isUnsent: number
}

function readPlaces(database: Database, ids: readonly string[]): FoundPlace[] {
  return database.all(
    `SELECT id, batch_id AS batchId, status, status IN (SELECT value FROM json_each(:unsent)) AND NOT EXISTS (
       SELECT 1 FROM attempt WHERE attempt.item_id = item.id
         AND attempt.state IN (SELECT value FROM json_each(:open))) AS isUnsent
     FROM item WHERE id IN (SELECT value FROM json_each(:ids))`,
    { ids: JSON.stringify(ids), unsent: JSON.stringify(unsentStatuses), open: JSON.stringify(openStates) },
  )
}
