import { describe, expect, it } from 'vitest'
import { clickAt } from '../../../../../renderer/features/history/rows/history-selection.ts'
import { goToEntry, goToPosition } from '../../../../../renderer/features/history/rows/history-walk.ts'
import { rejectedResults } from '../../../../../renderer/features/history/rows/rejected-results.ts'
import { createTestHistory } from './open-history.ts'

async function opened(count: number) {
  const test = createTestHistory(count)
  await test.ask()
  return { ...test, state: () => test.history.getState() }
}

describe('walking through results', () => {
  it('stays at the ends', async () => {
    const { stores, state } = await opened(50)
    goToPosition(stores, -3)
    expect(state().current?.position).toBe(0)
    goToPosition(stores, 400)
    expect(state().current?.position).toBe(49)
  })

  it('takes a single selected row along and leaves a selection of several', async () => {
    const { stores, state } = await opened(50)
    await clickAt(stores, 0, { extends: false, keeps: false })
    goToPosition(stores, 1)
    expect(state().selected.size).toBe(1)
    await clickAt(stores, 5, { extends: false, keeps: true })
    const { selected } = state()
    goToPosition(stores, 9)
    expect(state().selected).toBe(selected)
  })

  it('finds an entry wherever it stands, and stays where it is gone', async () => {
    const { stores, state } = await opened(500)
    await goToEntry(stores, 120)
    expect(state().current).toMatchObject({ position: 380 })
    await goToEntry(stores, 99_999)
    expect(state().current).toMatchObject({ position: 380 })
  })
})

describe('the rejected results', () => {
  it('are those of all that is found, or of what is selected', async () => {
    const { stores, library, history } = await opened(1_000)
    const rejected = library.history.entries.flatMap(({ row }) =>
      row.result?.verdict === 'reject' ? [row.result.id] : [],
    )
    expect(new Set((await rejectedResults(stores, 'shown')).outputs)).toEqual(new Set(rejected))
    history.setState({ selected: new Set([rejected[0]!, 'another']) })
    expect((await rejectedResults(stores, 'selected')).outputs).toEqual([rejected[0]])
  })

  it('are none where only others are asked for', async () => {
    const { stores, ask } = await opened(200)
    await ask({ verdicts: ['keep'] })
    expect((await rejectedResults(stores, 'shown')).outputs).toEqual([])
  })
})
