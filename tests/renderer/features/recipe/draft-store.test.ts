import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { changeRecipe, hasUnsavedChanges, takeRecipe } from '../../../../renderer/features/recipe/draft-changes.ts'
import {
  changeDraft,
  createDraftStore,
  keepDraft,
  loadDraft,
} from '../../../../renderer/features/recipe/draft-store.ts'
import { createFakeRequest, refusal } from './fake-request.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const type = (prompt: string) => (draft: Parameters<typeof changeRecipe>[0]) => changeRecipe(draft, { prompt })

describe('the draft', () => {
  it('is written once a little after the last change, and comes back with it', async () => {
    let written = ''
    const fake = createFakeRequest({
      'page:write': ({ value }) => void (written = value),
      'page:read': () => ({ recipe: written }),
    })
    const store = createDraftStore()
    keepDraft(store, fake.request)
    for (const prompt of ['a', 'ab', 'abc']) changeDraft(store, type(prompt))
    expect(fake.calls).toEqual([])
    await vi.advanceTimersByTimeAsync(300)
    expect(fake.calls).toHaveLength(1)

    const after = createDraftStore()
    await loadDraft(after, fake.request)
    expect(after.getState().recipe).toEqual(store.getState().recipe)
  })

  it('is written by whoever stops keeping it', () => {
    const fake = createFakeRequest({ 'page:write': () => {} })
    const store = createDraftStore()
    const stop = keepDraft(store, fake.request)
    changeDraft(store, type('last words'))
    stop()
    expect(fake.calls).toHaveLength(1)
  })

  it('is not written for what is no part of it', async () => {
    const fake = createFakeRequest({ 'page:write': () => {} })
    const store = createDraftStore()
    keepDraft(store, fake.request)
    store.setState({ recipes: [] })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(fake.calls).toEqual([])
  })

  it('begins with the free model where nothing or nonsense was kept', () => {
    expect(createDraftStore().getState().recipe.model).toBe('local/adjust')
    expect(createDraftStore('nonsense').getState().recipe.model).toBe('local/adjust')
  })

  it('names its folder anew, because ids end with the process that gave them', async () => {
    const kept = JSON.stringify({ outputFolder: { id: 'old', path: '/out' } })
    const fake = createFakeRequest({
      'page:read': () => ({ recipe: kept }),
      'folders:typed': ({ path }) => ({ id: 'new', path }),
    })
    const store = createDraftStore()
    await loadDraft(store, fake.request)
    expect(store.getState().outputFolder).toEqual({ id: 'new', path: '/out' })
  })

  it('goes back to the usual folder where the kept one cannot be used any more', async () => {
    const fake = createFakeRequest({
      'page:read': () => ({ recipe: JSON.stringify({ outputFolder: { id: 'old', path: '/gone' } }) }),
      'folders:typed': () => Promise.reject(refusal({ code: 'output-unwritable', message: 'Gone.' })),
    })
    const store = createDraftStore()
    await loadDraft(store, fake.request)
    expect(store.getState().outputFolder).toBeNull()
  })

  it('has unsaved changes until it is as it was saved', () => {
    const store = createDraftStore()
    const { recipe } = store.getState()
    expect(hasUnsavedChanges(store.getState())).toBe(false)
    changeDraft(store, type('new'))
    expect(hasUnsavedChanges(store.getState())).toBe(true)
    changeDraft(store, (draft) => takeRecipe(draft, { ...recipe, prompt: 'saved' }, { id: 'r', name: 'R' }))
    expect(hasUnsavedChanges(store.getState())).toBe(false)
    changeDraft(store, type('saved!'))
    expect(hasUnsavedChanges(store.getState())).toBe(true)
    changeDraft(store, type('saved'))
    expect(hasUnsavedChanges(store.getState())).toBe(false)
  })
})
