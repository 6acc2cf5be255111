import { describe, expect, it } from 'vitest'
import { createUndoStore, pushUndo, undo } from '../../../renderer/app/undo-store.ts'

function setUp() {
  const store = createUndoStore()
  const undone: string[] = []
  const push = (label: string) => {
    const action = { label, undo: () => Promise.resolve(void undone.push(label)) }
    pushUndo(store, action)
    return action
  }
  return { store, undone, push }
}

describe('undo', () => {
  it('takes back the latest first', async () => {
    const { store, undone, push } = setUp()
    push('first')
    push('second')
    await undo(store)
    await undo(store)
    await undo(store)
    expect(undone).toEqual(['second', 'first'])
  })

  it('takes one action back only once', async () => {
    const { store, undone, push } = setUp()
    const first = push('first')
    push('second')
    await undo(store, first)
    await undo(store, first)
    expect(undone).toEqual(['first'])
    expect(store.getState().actions.map(({ label }) => label)).toEqual(['second'])
  })

  it('remembers no more than fifty', () => {
    const { store, push } = setUp()
    for (let index = 0; index < 60; index += 1) push(String(index))
    expect(store.getState().actions).toHaveLength(50)
    expect(store.getState().actions.at(-1)?.label).toBe('59')
  })
})
