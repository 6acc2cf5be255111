import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  addReference,
  changeRecipe,
  hasUnsavedChanges,
  switchModel,
  takeRecipe,
} from '../../../../../renderer/features/recipe/draft/draft-changes.ts'
import {
  changeDraft,
  createDraftStore,
  keepDraft,
  loadDraft,
  lookAtFolder,
  lostFolderOf,
} from '../../../../../renderer/features/recipe/draft/draft-store.ts'
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

  it('keeps its folder while its drive is away, says so, and looks again when told to', async () => {
    let isThere = false
    const fake = createFakeRequest({
      'page:read': () => ({ recipe: JSON.stringify({ outputFolder: { id: 'out', path: '/away' } }) }),
      'folders:check': () =>
        isThere ? undefined : Promise.reject(refusal({ code: 'output-unwritable', message: 'Gone.' })),
    })
    const store = createDraftStore()
    await loadDraft(store, fake.request)
    expect(store.getState().outputFolder).toEqual({ id: 'out', path: '/away' })
    expect(lostFolderOf(store.getState())?.message).toBe('Gone.')
    isThere = true
    await lookAtFolder(store, fake.request)
    expect(lostFolderOf(store.getState())).toBeNull()
  })

  it('says nothing of a lost folder once another is chosen', () => {
    const failure = { code: 'output-unwritable', message: 'Gone.' } as const
    const store = createDraftStore()
    store.setState({ outputFolder: { id: 'other', path: '/other' }, lostFolder: { id: 'out', failure } })
    expect(lostFolderOf(store.getState())).toBeNull()
  })

  it('names its references and folder to main when written, and shows its references by new pictures', async () => {
    let written: { readonly value: string; readonly paths?: readonly string[] | undefined } = { value: '' }
    const reference = { id: 'r', name: 'a.jpg', picture: 'old' }
    const fake = createFakeRequest({
      'page:write': (input) => void (written = input),
      'page:read': () => ({ recipe: written.value }),
      'folders:check': () => undefined,
      'references:renew': ({ ids }) => ids.map((id) => ({ id, name: 'a.jpg', picture: 'new' })),
    })
    const store = createDraftStore()
    keepDraft(store, fake.request)
    changeDraft(store, (draft) => switchModel(draft, 'runflow/openai/gpt-image-2/edit'))
    changeDraft(store, (draft) => ({ ...addReference(draft, reference), outputFolder: { id: 'out', path: '/out' } }))
    await vi.advanceTimersByTimeAsync(300)
    expect(written.paths).toEqual(['r', 'out'])
    const after = createDraftStore()
    await loadDraft(after, fake.request)
    expect(after.getState().recipe.references).toEqual([{ ...reference, picture: 'new' }])
    expect(after.getState().wishes.references).toEqual([{ ...reference, picture: 'new' }])
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
