import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemStatuses } from '../../../../../shared/domain/item.ts'
import { sortOrders, statusFilters } from '../../../../../renderer/app/layout/place-store.ts'
import {
  createEntryQuery,
  filterOfStatus,
  type EntryQuery,
} from '../../../../../renderer/features/gallery/entries/entries.ts'
import type { GalleryEntry } from '../../../../../renderer/features/gallery/entries/entry.ts'
import { buildEntry } from './build-entry.ts'

const everything: EntryQuery = { folder: null, filter: 'all', sort: 'added', search: '' }

function namesOf(entries: readonly GalleryEntry[]): readonly string[] {
  return entries.map(({ name }) => name)
}

describe('what the gallery shows', () => {
  it('is everything in the order of adding when nothing is asked for', () => {
    const all = [buildEntry(1), buildEntry(2)]
    expect(createEntryQuery()(all, everything).entries).toEqual(all)
  })

  it('is sorted by name as people count, without regard to case and accents', () => {
    const all = ['IMG_10.jpg', 'img_9.jpg', 'Öl.png', 'ofen.png', 'zebra.png'].map((name, at) =>
      buildEntry(at, { name }),
    )
    const { entries } = createEntryQuery()(all, { ...everything, sort: 'name' })
    expect(namesOf(entries)).toEqual(['img_9.jpg', 'IMG_10.jpg', 'ofen.png', 'Öl.png', 'zebra.png'])
  })

  it('has the largest first by size and the newest first by date', () => {
    const all = [buildEntry(1, { bytes: 5, modifiedMs: 9 }), buildEntry(2, { bytes: 7, modifiedMs: 3 })]
    const query = createEntryQuery()
    expect(query(all, { ...everything, sort: 'size' }).entries.map(({ key }) => key)).toEqual(['2', '1'])
    expect(query(all, { ...everything, sort: 'date' }).entries.map(({ key }) => key)).toEqual(['1', '2'])
  })

  it('has what needs a look first by status', () => {
    const statuses = [null, 'done', 'failed', 'waiting', 'unresolved'] as const
    const all = statuses.map((status, at) => buildEntry(at, { status }))
    const { entries } = createEntryQuery()(all, { ...everything, sort: 'status' })
    expect(entries.map(({ status }) => status)).toEqual(['unresolved', 'failed', 'waiting', 'done', null])
  })

  it('is what lies in the folder and below it, and not in one whose name begins alike', () => {
    const all = ['shoot', 'shoot/raw', 'shoot-2', ''].map((folder, at) => buildEntry(at, { folder }))
    const { entries, counts } = createEntryQuery()(all, { ...everything, folder: 'shoot' })
    expect(entries.map(({ folder }) => folder)).toEqual(['shoot', 'shoot/raw'])
    expect(counts.all).toBe(2)
  })

  it('is found by name and prompt, whatever case and normal form they are written in', () => {
    const all = [buildEntry(1, { name: 'Cafe\u0301.jpg' }), buildEntry(2, { detail: 'a blue SKY' }), buildEntry(3)]
    const query = createEntryQuery()
    expect(namesOf(query(all, { ...everything, search: 'CAFÉ' }).entries)).toEqual(['Cafe\u0301.jpg'])
    expect(query(all, { ...everything, search: ' blue sky ' }).entries.map(({ key }) => key)).toEqual(['2'])
  })

  it('tells what was skipped from what was cancelled and not sent', () => {
    const all = (['skipped', 'cancelled', 'cancelled'] as const).map((status, at) => buildEntry(at, { status }))
    const { entries, counts } = createEntryQuery()(all, { ...everything, filter: 'cancelled' })
    expect(entries.map(({ key }) => key)).toEqual(['1', '2'])
    expect(counts).toMatchObject({ skipped: 1, cancelled: 2 })
  })

  it('is the same object as before when nothing changed', () => {
    const query = createEntryQuery()
    const all = [buildEntry(1), buildEntry(2)]
    const before = query(all, { ...everything, sort: 'name' })
    expect(query(all, { ...everything, sort: 'name' })).toBe(before)
    expect(query([...all], { ...everything, sort: 'name' }).entries).toEqual(before.entries)
  })

  it('follows an entry whose status changed', () => {
    const query = createEntryQuery()
    const all = [buildEntry(1), buildEntry(2)]
    expect(query(all, { ...everything, filter: 'done' }).entries).toEqual([])
    const changed = [all[0]!, buildEntry(2, { status: 'done' })]
    const { entries, counts } = query(changed, { ...everything, filter: 'done' })
    expect(entries).toEqual([changed[1]])
    expect(counts).toMatchObject({ all: 2, none: 1, done: 1 })
  })

  it('puts every status under exactly one filter', () => {
    for (const status of [...itemStatuses, null]) expect(statusFilters).toContain(filterOfStatus(status))
  })
})

const anyEntry = fc.record({
  name: fc.string({ maxLength: 12 }),
  folder: fc.constantFrom('', 'a', 'a/b', 'ab'),
  status: fc.constantFrom(null, ...itemStatuses),
  bytes: fc.nat(50),
})
const anyList = fc.array(anyEntry, { maxLength: 30 }).map((list) => list.map((some, at) => buildEntry(at, some)))
const anyQuery = fc.record({
  folder: fc.constantFrom(null, 'a', 'a/b'),
  filter: fc.constantFrom(...statusFilters),
  sort: fc.constantFrom(...sortOrders),
  search: fc.string({ maxLength: 2 }),
})

describe('a query, whatever it is asked', () => {
  it('answers the same whether it was asked before or not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyList, anyQuery), { minLength: 1, maxLength: 6 }), (asked) => {
        const query = createEntryQuery()
        for (const [all, how] of asked) expect(query(all, how)).toEqual(createEntryQuery()(all, how))
      }),
    )
  })

  it('shows each entry once, and as many as its counts say', () => {
    fc.assert(
      fc.property(anyList, anyQuery, (all, how) => {
        const { entries, counts } = createEntryQuery()(all, { ...how, search: '' })
        expect(new Set(entries).size).toBe(entries.length)
        expect(entries.length).toBe(counts[how.filter])
        expect(all).toEqual(expect.arrayContaining([...entries]))
      }),
    )
  })
})

describe('a table of 100,000 pictures', () => {
  const all = Array.from({ length: 100_000 }, (_, at) => buildEntry(at, { name: `IMG_${(at * 7_919) % 100_000}.jpg` }))

  it('answers again in a moment after a few pictures changed', () => {
    const query = createEntryQuery()
    const how: EntryQuery = { ...everything, sort: 'name', search: 'img_1' }
    const firstMs = durationOf(() => query(all, how))
    const changed = all.with(500, buildEntry(500, { name: all[500]!.name, status: 'done' }))
    // Some 30 ms against some 300; machines that run other tests beside it take their time for both.
    expect(durationOf(() => query(changed, how))).toBeLessThan(firstMs / 2)
  })
})

function durationOf(act: () => void): number {
  const before = performance.now()
  act()
  return performance.now() - before
}
