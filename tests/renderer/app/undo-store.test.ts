import { describe, expect, it } from 'vitest'
import { createUndoStore, dropUndo, pushUndo, redo, undo } from '../../../renderer/app/undo-store.ts'

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

function buildRedoable() {
  const store = createUndoStore()
  const done: string[] = []
  const push = (
    label: string,
    redoes: () => Promise<void> = () => Promise.resolve(void done.push(`redo ${label}`)),
  ) => {
    const action = { label, undo: () => Promise.resolve(void done.push(`undo ${label}`)), redo: redoes }
    pushUndo(store, action)
    return action
  }
  return { store, done, push }
}

describe('redo', () => {
  it('does once more what was taken back last, and lets it be taken back again', async () => {
    const { store, done, push } = buildRedoable()
    push('a')
    push('b')
    await undo(store)
    await undo(store)
    await redo(store)
    await undo(store)
    expect(done).toEqual(['undo b', 'undo a', 'redo a', 'undo a'])
  })

  it('is over as soon as something new is done', async () => {
    const { store, done, push } = buildRedoable()
    push('a')
    await undo(store)
    push('b')
    await redo(store)
    expect(done).toEqual(['undo a'])
  })

  it('does nothing about actions that cannot be done once more', async () => {
    const { store } = setUp()
    pushUndo(store, { label: 'once', undo: () => Promise.resolve() })
    await undo(store)
    expect(store.getState().undone).toEqual([])
    await redo(store)
    expect(store.getState().actions).toEqual([])
  })

  it('forgets an action whose redo was refused, and one that came to nothing', async () => {
    const { store, push } = buildRedoable()
    push('a', () => Promise.reject(new Error('refused')))
    await undo(store)
    await expect(redo(store)).rejects.toThrow('refused')
    expect(store.getState()).toEqual({ actions: [], undone: [] })
    dropUndo(store, push('b'))
    expect(store.getState().actions).toEqual([])
  })
})
