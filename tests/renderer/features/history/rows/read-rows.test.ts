import { describe, expect, it } from 'vitest'
import { readPageAt, wantRows } from '../../../../../renderer/features/history/rows/read-rows.ts'
import { rowAt } from '../../../../../renderer/features/history/rows/row-pages.ts'
import { eventually } from '../../../../support/eventually.ts'
import { createTestHistory } from './open-history.ts'

describe('rows on demand', () => {
  it('come for what is in sight, and are asked for once', async () => {
    const { history, stores, ask, forget, inputsOf } = createTestHistory(2_000)
    await ask()
    forget()
    wantRows(stores, { first: 950, last: 1_020 })
    wantRows(stores, { first: 950, last: 1_020 })
    await eventually(() => {
      expect(rowAt(history.getState().rows, 950)?.id).toBe(1_050)
      expect(rowAt(history.getState().rows, 1_020)?.id).toBe(980)
    })
    wantRows(stores, { first: 950, last: 1_020 })
    expect(inputsOf('history:rows').map(({ from }) => from)).toEqual([900, 1_000])
  })

  it('are asked only for where a fling ends', async () => {
    const { history, stores, ask, forget, hold, inputsOf } = createTestHistory(20_000)
    await ask()
    forget()
    const letGo = hold('history:rows')
    for (let first = 1_000; first <= 18_000; first += 500) wantRows(stores, { first, last: first + 60 })
    letGo()
    await eventually(() => expect(rowAt(history.getState().rows, 18_030)).not.toBeNull())
    // Two were under way when the fling went on.
    expect(inputsOf('history:rows').map(({ from }) => from)).toEqual([1_000, 1_500, 18_000])
  })

  it('of a view that is not shown any more are left aside', async () => {
    const { history, stores, ask, hold } = createTestHistory(3_000)
    await ask()
    const letGo = hold('history:rows')
    const reading = readPageAt(stores, 2_500)
    letGo()
    await ask({ sort: 'name' })
    await reading
    expect(rowAt(history.getState().rows, 2_500)).toBeNull()
  })

  it('ask for the view to be opened again where main forgot it, and say why where that is of no use', async () => {
    const { history, library, stores, ask } = createTestHistory(500)
    await ask()
    library.history.views.clear()
    await readPageAt(stores, 300)
    expect(history.getState()).toMatchObject({ isStale: true, failure: null })
    await readPageAt(stores, 300)
    expect(history.getState().failure).toMatchObject({ code: 'invalid-request' })
  })
})
