import { describe, expect, it } from 'vitest'
import {
  clickAt,
  moveTo,
  selectEverything,
  selectNothing,
  selectPositions,
} from '../../../../../renderer/features/history/rows/history-selection.ts'
import type { HistoryState } from '../../../../../renderer/features/history/rows/history-store.ts'
import { meantOutputs, meantRows } from '../../../../../renderer/features/history/rows/meant-rows.ts'
import { keyOfRow } from '../../../../../renderer/features/history/rows/row-key.ts'
import { rowAt } from '../../../../../renderer/features/history/rows/row-pages.ts'
import { createTestHistory } from './open-history.ts'

const alone = { extends: false, keeps: false }
const shift = { extends: true, keeps: false }
const ctrl = { extends: false, keeps: true }

function keyAt({ rows }: HistoryState, position: number): string {
  return keyOfRow(rowAt(rows, position)!)
}

/** The place of one without a result, between two that have one. */
function findFailed({ rows }: HistoryState): number {
  const has = (position: number): boolean => rowAt(rows, position)?.result !== null
  const places = Array.from({ length: 98 }, (_, index) => index + 1)
  return places.find((place) => has(place - 1) && !has(place) && has(place + 1))!
}

async function opened(count: number) {
  const test = createTestHistory(count)
  await test.ask()
  return { ...test, state: () => test.history.getState(), key: (at: number) => keyAt(test.history.getState(), at) }
}

describe('selecting results', () => {
  it('takes one, adds and takes out others, and none', async () => {
    const { stores, state, key } = await opened(300)
    await clickAt(stores, 2, alone)
    await clickAt(stores, 5, ctrl)
    expect(state().selected).toEqual(new Set([key(2), key(5)]))
    await clickAt(stores, 2, ctrl)
    expect(state().selected).toEqual(new Set([key(5)]))
    selectNothing(stores)
    expect(state()).toMatchObject({ selected: new Set(), current: { position: 2 } })
  })

  it('reaches over thousands that were never read', async () => {
    const { stores, state, library } = await opened(5_000)
    await clickAt(stores, 10, alone)
    await moveTo(stores, 4_800, shift)
    const results = library.history.entries
      .toReversed()
      .slice(10, 4_801)
      .filter(({ row }) => row.result !== null)
    expect(results.every(({ row }) => state().selected.has(row.result!.id))).toBe(true)
    expect(state()).toMatchObject({ anchor: { position: 10 }, current: { position: 4_800 } })
  })

  it('takes entries without a result along where they were seen', async () => {
    const { stores, state } = await opened(300)
    const failed = findFailed(state())
    await clickAt(stores, failed - 1, alone)
    await clickAt(stores, failed + 1, shift)
    expect(state().selected.size).toBe(3)
    expect(meantOutputs(state())).toHaveLength(2)
    expect(await meantRows(stores)).toHaveLength(3)
  })

  it('selects a row that has to be read first, as at the end of a long list', async () => {
    const { stores, state } = await opened(5_000)
    await moveTo(stores, 4_999, alone)
    expect(state().current).toEqual({ position: 4_999, entry: 1 })
    expect(state().selected).toEqual(new Set([keyAt(state(), 4_999)]))
  })

  it('moves without selecting', async () => {
    const { stores, state, key } = await opened(300)
    await clickAt(stores, 0, alone)
    await moveTo(stores, 7, ctrl)
    expect(state()).toMatchObject({ selected: new Set([key(0)]), current: { position: 7 } })
  })

  it('drops a range nobody waits for any more', async () => {
    const { stores, state, key, hold } = await opened(300)
    await clickAt(stores, 0, alone)
    const letGo = hold('history:outputs')
    const ranging = clickAt(stores, 50, shift)
    await clickAt(stores, 3, alone)
    letGo()
    await ranging
    expect(state().selected).toEqual(new Set([key(3)]))
  })

  it('reaches as far as was meant where the same is answered anew meanwhile', async () => {
    const { stores, state, hold, askAgain } = await opened(300)
    await moveTo(stores, 0, ctrl)
    const letGo = hold('history:outputs')
    const ranging = moveTo(stores, 50, shift)
    await askAgain()
    letGo()
    await ranging
    expect(meantOutputs(state()).length).toBeGreaterThan(40)
    expect(state()).toMatchObject({ anchor: { position: 0 }, current: { position: 50 } })
  })

  it('takes all results, and only results', async () => {
    const { stores, state } = await opened(1_000)
    await selectEverything(stores)
    expect(state().selected.size).toBe(state().shown?.answer.results)
  })

  it('covers places with a band, beside what was selected before', async () => {
    const { stores, state, key } = await opened(300)
    selectPositions(stores, [4, 5], { selected: new Set(['kept']), anchor: null, current: null })
    expect(state()).toMatchObject({ selected: new Set(['kept', key(4), key(5)]), current: { position: 4 } })
    selectPositions(stores, [], { selected: new Set(['kept']), anchor: null, current: null })
    expect(state()).toMatchObject({ selected: new Set(['kept']), current: null })
  })
})

describe('what is meant', () => {
  it('is the current row where nothing is selected', async () => {
    const { stores, state, key } = await opened(300)
    await moveTo(stores, 1, ctrl)
    expect(meantOutputs(state())).toEqual([key(1)])
    expect(await meantRows(stores)).toEqual([rowAt(state().rows, 1)])
  })

  it('is all that is selected, read or not', async () => {
    const { stores, state } = await opened(1_200)
    await selectEverything(stores)
    const rows = await meantRows(stores)
    expect(new Set(rows.map(({ result }) => result?.id))).toEqual(state().selected)
  })
})
