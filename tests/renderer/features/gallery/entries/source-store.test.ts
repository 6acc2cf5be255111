import { describe, expect, it, vi } from 'vitest'
import type { SourceRow } from '../../../../../shared/ipc/rows.ts'
import type { Request } from '../../../../../renderer/api/request.ts'
import { mergeRows } from '../../../../../renderer/features/gallery/entries/merge-rows.ts'
import {
  applySourceEvent,
  createSourceStore,
  forgetSources,
  loadSources,
} from '../../../../../renderer/features/gallery/entries/source-store.ts'

function buildRow(id: number, change: Partial<SourceRow> = {}): SourceRow {
  return {
    id,
    name: `${id}.jpg`,
    folder: '',
    bytes: 1,
    modifiedMs: 1,
    picture: `p${id}`,
    results: 0,
    status: null,
    ...change,
  }
}

/** Answers `sources:list` from a list that may change, page by page as the test lets it. */
function createMain(rows: SourceRow[]) {
  const waiting: (() => void)[] = []
  let isHeld = false
  const asked: number[] = []
  const request = (async (_channel: string, { after, limit }: { after: number; limit: number }) => {
    asked.push(after)
    if (isHeld) await new Promise<void>((release) => waiting.push(release))
    return { rows: rows.filter(({ id }) => id > after).slice(0, limit), total: rows.length }
  }) as unknown as Request // Only this channel is asked.
  return {
    request,
    asked,
    hold: () => (isHeld = true),
    release: () => {
      isHeld = false
      waiting.splice(0).forEach((release) => release())
    },
  }
}

const idsOf = (rows: readonly SourceRow[]): readonly number[] => rows.map(({ id }) => id)

describe('the sources of the window', () => {
  it('come page by page until all are there, and a short page first', async () => {
    const main = createMain(Array.from({ length: 12_000 }, (_, id) => buildRow(id)))
    const store = createSourceStore()
    const shown = new Set<readonly SourceRow[]>()
    store.subscribe(({ rows }) => shown.add(rows))
    await loadSources(store, main.request)
    expect(store.getState()).toMatchObject({ isLoaded: true, total: 12_000 })
    // Each a list of its own that stays as it was, or nobody would notice the next.
    expect([...shown].map(({ length }) => length)).toEqual([500, 5_500, 10_500, 12_000])
    expect(main.asked).toEqual([-1, 499, 5_499, 10_499])
  })

  it('keep what was told while a page was on its way', async () => {
    const main = createMain([buildRow(1), buildRow(2)])
    const store = createSourceStore()
    main.hold()
    const loading = loadSources(store, main.request)
    applySourceEvent(store, { total: 3, isWhole: false, rows: [buildRow(2, { status: 'done' }), buildRow(3)] })
    main.release()
    await loading
    expect(idsOf(store.getState().rows)).toEqual([1, 2, 3])
    expect(store.getState().rows[1]?.status).toBe('done')
  })

  it('are asked for anew where main says so, and stay until the new ones are whole', async () => {
    const rows = [buildRow(1), buildRow(2)]
    const main = createMain(rows)
    const store = createSourceStore()
    await loadSources(store, main.request)
    rows.shift()
    main.hold()
    applySourceEvent(store, { total: 1, isWhole: true, rows: [] })
    expect(idsOf(store.getState().rows)).toEqual([1, 2])
    main.release()
    await vi.waitFor(() => expect(idsOf(store.getState().rows)).toEqual([2]))
  })

  it('are loaded once more where another load is asked for meanwhile', async () => {
    const main = createMain([buildRow(1)])
    const store = createSourceStore()
    main.hold()
    const first = loadSources(store, main.request)
    await loadSources(store, main.request)
    main.release()
    await first
    expect(main.asked).toEqual([-1, -1])
  })

  it('can be loaded again after a load failed', async () => {
    const store = createSourceStore()
    const main = createMain([buildRow(1)])
    let isBroken = true
    // The types of the one channel that is asked are those of the request it is handed on to.
    const request = ((...asked: Parameters<Request>) =>
      isBroken ? Promise.reject(new Error('gone')) : main.request(...asked)) as Request
    await expect(loadSources(store, request)).rejects.toThrow('gone')
    isBroken = false
    await loadSources(store, request)
    expect(idsOf(store.getState().rows)).toEqual([1])
  })

  it('go at once when they are removed', () => {
    const store = createSourceStore()
    applySourceEvent(store, { total: 3, isWhole: false, rows: [buildRow(3), buildRow(1), buildRow(2)] })
    forgetSources(store, new Set([2]))
    expect(idsOf(store.getState().rows)).toEqual([1, 3])
    expect(store.getState().total).toBe(2)
  })
})

describe('merging rows', () => {
  it('puts changes in their place, new ones where their id belongs, and the last word counts', () => {
    const merged = mergeRows(
      [buildRow(1), buildRow(4)],
      [buildRow(3), buildRow(4, { results: 1 }), buildRow(3, { results: 2 })],
    )
    expect(merged.map(({ id, results }) => [id, results])).toEqual([
      [1, 0],
      [3, 2],
      [4, 1],
    ])
  })

  it('leaves the list itself alone where nothing changed', () => {
    const rows = [buildRow(1)]
    expect(mergeRows(rows, [])).toBe(rows)
  })
})
