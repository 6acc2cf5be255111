import { describe, expect, it } from 'vitest'
import type { HistoryRow } from '../../../../../shared/ipc/history-rows.ts'
import { clickAt, moveTo } from '../../../../../renderer/features/history/rows/history-selection.ts'
import type { HistoryStore } from '../../../../../renderer/features/history/rows/history-store.ts'
import { readPageAt } from '../../../../../renderer/features/history/rows/read-rows.ts'
import { rowAt } from '../../../../../renderer/features/history/rows/row-pages.ts'
import { createFakeHistory, type FakeHistory } from '../../../../support/page/fake-history.ts'
import { createTestHistory } from './open-history.ts'

const alone = { extends: false, keeps: false }

/** What a batch that runs adds at the newest end. */
function addEntries(library: { readonly history: FakeHistory }, count: number): void {
  const { entries } = library.history
  entries.push(...createFakeHistory(entries.length + count).entries.slice(entries.length))
}

/** What somebody judges so is not found any more by who asks for what is not decided. */
function keep(library: { readonly history: FakeHistory }, id: number): void {
  library.history.entries = library.history.entries.map((entry) =>
    entry.row.id === id && entry.row.result !== null
      ? { ...entry, row: { ...entry.row, result: { ...entry.row.result, verdict: 'keep' } } }
      : entry,
  )
}

function currentRow(history: HistoryStore): HistoryRow | null {
  const { current, rows } = history.getState()
  return current === null ? null : rowAt(rows, current.position)
}

describe('a question to the history', () => {
  it('is answered with rows that can be seen at once', async () => {
    const { history, ask } = createTestHistory(1_000)
    await ask()
    const { shown, rows, asked } = history.getState()
    expect(shown?.answer.total).toBe(1_000)
    expect(rowAt(rows, 0)?.id).toBe(1_000)
    expect(asked).toBeNull()
  })

  it('leaves the answer before it in place until its own is there', async () => {
    const { history, ask, hold } = createTestHistory(1_000)
    await ask()
    const letGo = hold('history:open')
    const asking = ask({ text: 'jacket' })
    expect(history.getState()).toMatchObject({ shown: { answer: { total: 1_000 } }, asked: { isQuiet: false } })
    letGo()
    await asking
    expect(history.getState().shown?.answer.total).toBeLessThan(1_000)
  })

  it('gives way to one that was asked later, whichever is answered first', async () => {
    const { history, ask, hold } = createTestHistory(1_000)
    const letFirst = hold('history:open')
    const first = ask({ text: 'jacket' })
    const letSecond = hold('history:open')
    const second = ask({ text: 'sky' })
    letSecond()
    await second
    letFirst()
    await first
    expect(history.getState().shown?.query.text).toBe('sky')
  })

  it('ends the selection, but another order does not', async () => {
    const { history, stores, ask } = createTestHistory(1_000)
    await ask()
    await clickAt(stores, 0, alone)
    await ask({ sort: 'cost' })
    expect(history.getState()).toMatchObject({ current: null, scrollTop: 0 })
    expect(history.getState().selected.size).toBe(1)
    await ask({ sort: 'cost', text: 'sky' })
    expect(history.getState().selected.size).toBe(0)
  })

  it('says why it failed and leaves what was shown', async () => {
    const { history, ask } = createTestHistory(100)
    await ask()
    await ask({ text: 'x'.repeat(501) })
    const { shown, failure, asked } = history.getState()
    expect(failure).toMatchObject({ code: 'invalid-request' })
    expect(shown?.answer.total).toBe(100)
    expect(asked).toBeNull()
  })
})

describe('the same question once more', () => {
  it('keeps what is in sight, the keyboard and the selection while new results come before them', async () => {
    const { history, library, stores, ask, askAgain } = createTestHistory(3_000)
    await ask()
    await moveTo(stores, 1_507, alone)
    history.setState({ sight: { first: 1_490, last: 1_520, lead: 1_494 }, scrollTop: 9_000 })
    await readPageAt(stores, 1_490)
    const before = currentRow(history)
    const { selected } = history.getState()

    addEntries(library, 25)
    await askAgain()
    const after = history.getState()
    expect(after.shown).toMatchObject({ answer: { total: 3_025 }, moved: { from: 1_490, to: 1_515 } })
    expect(after.current?.position).toBe(1_532)
    expect(currentRow(history)).toEqual(before)
    expect(after.selected).toEqual(selected)
    expect(rowAt(after.rows, 1_515)).not.toBeNull()
  })

  it('shows what is new to whoever stands at the top', async () => {
    const { history, library, ask, askAgain } = createTestHistory(500)
    await ask()
    addEntries(library, 5)
    await askAgain()
    expect(history.getState().shown?.moved).toBeNull()
    expect(rowAt(history.getState().rows, 0)?.id).toBe(505)
  })

  it('goes on with what follows where the current row is gone, and selects nothing that cannot be seen', async () => {
    const { history, library, stores, ask, askAgain } = createTestHistory(2_000)
    await ask({ verdicts: ['none'] })
    await moveTo(stores, 3, alone)
    const following = rowAt(history.getState().rows, 4)
    const { id } = currentRow(history)!
    keep(library, id)
    await askAgain()
    expect(currentRow(history)).toEqual(following)
    expect(history.getState().current).toEqual({ position: 3, entry: following?.id })
    expect(history.getState().selected.size).toBe(0)
  })

  it('does not take back where somebody went meanwhile', async () => {
    const { history, stores, ask, askAgain, hold } = createTestHistory(500)
    await ask()
    await moveTo(stores, 3, alone)
    const letGo = hold('history:find')
    const asking = askAgain()
    await moveTo(stores, 9, alone)
    letGo()
    await asking
    expect(history.getState().current?.position).toBe(9)
    expect(history.getState().selected).toEqual(new Set([rowAt(history.getState().rows, 9)?.result?.id]))
  })

  it('passes over nothing where what was judged goes while the keyboard goes on', async () => {
    const { history, library, stores, ask, askAgain, hold } = createTestHistory(500)
    await ask({ verdicts: ['none'] })
    await moveTo(stores, 3, alone)
    keep(library, currentRow(history)!.id)
    const letGo = hold('history:find')
    const asking = askAgain()
    await moveTo(stores, 5, alone)
    const reached = currentRow(history)
    letGo()
    await asking
    expect(currentRow(history)).toEqual(reached)
    expect(history.getState().current).toEqual({ position: 4, entry: reached?.id })
  })
})
