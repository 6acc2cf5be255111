import { isSettled, type ItemStatus } from '../../../../shared/domain/item.ts'
import type { SortOrder, StatusFilter } from '../../../app/layout/place-store.ts'
import { createDerived } from './derived.ts'
import type { GalleryEntry } from './entry.ts'
import { fold, naturalKey } from './natural-order.ts'
import { sortByNumber } from './sort-by-number.ts'

export interface EntryQuery {
  /** Only what lies in this folder or below it. */
  readonly folder: string | null
  readonly filter: StatusFilter
  readonly sort: SortOrder
  readonly search: string
}

export type StatusCounts = Readonly<Record<StatusFilter, number>>

export interface EntryList {
  readonly entries: readonly GalleryEntry[]
  /** Of the folder, whatever filter and search say. */
  readonly counts: StatusCounts
}

type Numbers = readonly number[]

/** What needs a look comes first. */
const statusOrder: readonly (ItemStatus | null)[] = [
  'unresolved',
  'failed',
  'parked',
  'finishing',
  'fetching',
  'waiting',
  'accepted',
  'submitting',
  'reserved',
  'preparing',
  'queued',
  'planned',
  'done',
  'skipped',
  'cancelled',
  null,
]

export function filterOfStatus(status: ItemStatus | null): Exclude<StatusFilter, 'all'> {
  if (status === null) return 'none'
  if (status === 'done' || status === 'failed' || status === 'unresolved' || status === 'cancelled') return status
  return isSettled(status) ? 'skipped' : 'running'
}

/**
 * Filters, searches and sorts. What was worked out for an entry is kept as long as the entry is the same object, and the
 * answer is the same object as before where nothing changed. One of these for each list, or nothing can be kept.
 */
export function createEntryQuery(): (all: readonly GalleryEntry[], query: EntryQuery) => EntryList {
  const order = createOrder()
  const foldedOf = createDerived<GalleryEntry, string>(positionOf, ({ name, detail }) => fold(`${name}\n${detail}`))
  let last: { readonly all: readonly GalleryEntry[]; readonly query: EntryQuery; readonly list: EntryList } | null =
    null

  return (all, query) => {
    if (last !== null && last.all === all && isSameQuery(last.query, query)) return last.list
    const search = fold(query.search.trim())
    const folded = search === '' ? null : foldedOf(all)
    const counts = countStatuses(all, query.folder)
    const isShown = (index: number): boolean => {
      const entry = all[index]
      if (entry === undefined || !isInFolder(entry, query.folder)) return false
      if (query.filter !== 'all' && filterOfStatus(entry.status) !== query.filter) return false
      return folded === null || (folded[index]?.includes(search) ?? false)
    }
    const isEverything = query.folder === null && query.filter === 'all' && folded === null
    const list = { entries: pick(all, order(all, query.sort), isEverything ? null : isShown), counts }
    last = { all, query, list }
    return list
  }
}

/** Indices in the order asked for; null is the order of adding, which the list is in already. */
function createOrder(): (all: readonly GalleryEntry[], sort: SortOrder) => Numbers | null {
  const namesOf = createDerived<GalleryEntry, string>(positionOf, ({ name }) => naturalKey(name))
  const sizesOf = createDerived<GalleryEntry, number>(positionOf, ({ bytes }) => -(bytes ?? 0))
  const datesOf = createDerived<GalleryEntry, number>(positionOf, ({ modifiedMs }) => -(modifiedMs ?? 0))
  const statusesOf = createDerived<GalleryEntry, number>(positionOf, ({ status }) => statusOrder.indexOf(status))
  const byName = keepLast(sortByText)
  const byNumber = keepLast(sortByNumber)
  const byStatus = keepLast((keys: Numbers) => bucketIndices(keys))

  return (all, sort) => {
    if (sort === 'name') return byName(namesOf(all))
    if (sort === 'size') return byNumber(sizesOf(all))
    if (sort === 'date') return byNumber(datesOf(all))
    return sort === 'status' ? byStatus(statusesOf(all)) : null
  }
}

function keepLast<T extends object, R>(compute: (input: T) => R): (input: T) => R {
  let last: { readonly input: T; readonly value: R } | null = null
  return (input) => {
    if (last?.input !== input) last = { input, value: compute(input) }
    return last.value
  }
}

/** Stable, and close to linear where the list is nearly in order, as files that were added folder by folder are. */
function sortByText(keys: readonly string[]): Numbers {
  return keys
    .map((_, index) => index)
    .sort((left, right) => {
      const a = keys[left]
      const b = keys[right]
      if (a === undefined || b === undefined || a === b) return left - right
      return a < b ? -1 : 1
    })
}

/** Statuses change ten times a second while a batch runs, and there are few of them. */
function bucketIndices(keys: Numbers): Numbers {
  const buckets: number[][] = statusOrder.map(() => [])
  keys.forEach((key, index) => buckets[key]?.push(index))
  return buckets.flat()
}

function pick(
  all: readonly GalleryEntry[],
  order: Numbers | null,
  isShown: ((index: number) => boolean) | null,
): readonly GalleryEntry[] {
  if (order === null) return isShown === null ? all : all.filter((_, index) => isShown(index))
  const picked: GalleryEntry[] = []
  for (const index of order) {
    const entry = all[index]
    if (entry !== undefined && (isShown === null || isShown(index))) picked.push(entry)
  }
  return picked
}

function countStatuses(all: readonly GalleryEntry[], folder: string | null): StatusCounts {
  const counts: Record<StatusFilter, number> = {
    all: 0,
    none: 0,
    running: 0,
    done: 0,
    failed: 0,
    unresolved: 0,
    skipped: 0,
    cancelled: 0,
  }
  for (const entry of all) {
    if (!isInFolder(entry, folder)) continue
    counts.all += 1
    counts[filterOfStatus(entry.status)] += 1
  }
  return counts
}

function isInFolder({ folder }: GalleryEntry, wanted: string | null): boolean {
  if (wanted === null || folder === wanted) return true
  return folder.length > wanted.length && folder.startsWith(wanted) && folder[wanted.length] === '/'
}

function isSameQuery(left: EntryQuery, right: EntryQuery): boolean {
  return (
    left.folder === right.folder &&
    left.filter === right.filter &&
    left.sort === right.sort &&
    left.search === right.search
  )
}

function positionOf({ position }: GalleryEntry): number {
  return position
}
