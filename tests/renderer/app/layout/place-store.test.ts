import { describe, expect, it } from 'vitest'
import { everything } from '../../../../shared/ipc/history-query.ts'
import { createPlaceStore } from '../../../../renderer/app/layout/place-store.ts'

const narrowed = { search: 'golden', filter: 'failed', view: 'loupe' } as const

describe('the place', () => {
  it('is shown whole and in the grid by whoever comes from another', () => {
    const store = createPlaceStore({ place: { kind: 'history' }, ...narrowed })
    store.setState({ place: { kind: 'table', folder: null } })
    expect(store.getState()).toMatchObject({ search: '', filter: 'all', view: 'grid' })
  })

  it('is another for each batch', () => {
    const store = createPlaceStore({ place: { kind: 'batch', batchId: 'a' }, ...narrowed })
    store.setState({ place: { kind: 'batch', batchId: 'b' } })
    expect(store.getState()).toMatchObject({ search: '', filter: 'all', view: 'grid' })
  })

  it('takes what is set along with it', () => {
    const store = createPlaceStore({})
    store.setState({ place: { kind: 'batch', batchId: 'a' }, ...narrowed })
    expect(store.getState()).toMatchObject(narrowed)
  })

  it('keeps what was asked of the history for whoever comes back to it', () => {
    const store = createPlaceStore({ place: { kind: 'history' } })
    const history = { query: { ...everything, text: 'sky' }, shows: 'results' } as const
    store.setState({ history })
    store.setState({ place: { kind: 'table', folder: null } })
    store.setState({ place: { kind: 'history' } })
    expect(store.getState().history).toEqual(history)
  })

  it('keeps search and filter from one folder to the next', () => {
    const store = createPlaceStore({ ...narrowed })
    store.setState({ place: { kind: 'table', folder: 'Shoot 12' } })
    expect(store.getState()).toMatchObject(narrowed)
  })
})
