import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Failure } from '../../../../shared/errors.ts'
import type { Inputs, Selection } from '../../../../shared/ipc/inputs.ts'
import type { AgainView } from '../../../../shared/ipc/history-rows.ts'
import type { PlanView, RecipeRow } from '../../../../shared/ipc/rows.ts'
import { RequestFailure, type Request } from '../../../api/request.ts'
import { newDraft, type Draft } from './draft-changes.ts'
import { mapReferences, namedPaths } from './named-paths.ts'
import { readKeptDraft, writeKeptDraft } from './kept-draft.ts'

/** Items that are done again, with their own recipes or in other words. */
export type EarlierItems = Readonly<Inputs['plan:again']>

/** What a quote is asked for. */
export interface QuoteQuestion {
  readonly selection: Selection
  /** How many pictures are meant before any is left out. */
  readonly pictures: number
  readonly sample: number | null
  readonly again: boolean
  /** Starts without asking where it costs nothing and everything can be sent. */
  readonly startsWhenFree: boolean
  /** Asks for these instead of the draft's recipe over the selection. */
  readonly earlier?: EarlierItems
}

export type QuoteFlow =
  | { readonly phase: 'none' }
  | { readonly phase: 'making'; readonly question: QuoteQuestion }
  | { readonly phase: 'refused'; readonly question: QuoteQuestion; readonly failure: Failure }
  | {
      readonly phase: 'ready' | 'starting'
      readonly question: QuoteQuestion
      readonly plan: PlanView | AgainView
      /** Why the last attempt to start it failed. */
      readonly failure: Failure | null
    }

export interface DraftState extends Draft {
  /** Saved recipes; null until they were read. */
  readonly recipes: readonly RecipeRow[] | null
  readonly quote: QuoteFlow
  /** A kept folder that could not be used when it was looked at last, and why. It stays chosen: its drive may come back. */
  readonly lostFolder: { readonly id: string; readonly failure: Failure } | null
}

export type DraftStore = StoreApi<DraftState>

const writeAfterMs = 300

/** `kept` is what the page wrote before it was reloaded; text it cannot read gives a fresh draft. */
export function createDraftStore(kept?: string): DraftStore {
  const read = kept === undefined ? null : readKeptDraft(kept)
  return createStore<DraftState>(() => ({
    ...newDraft,
    ...read,
    recipes: null,
    quote: { phase: 'none' },
    lostFolder: null,
  }))
}

/** Takes in what the page wrote before it was reloaded. */
export async function loadDraft(store: DraftStore, request: Request): Promise<void> {
  const { recipe } = await request('page:read')
  const read = recipe === undefined ? null : readKeptDraft(recipe)
  if (read !== null) store.setState(read)
  await Promise.all([renewReferences(store, request), lookAtFolder(store, request)])
}

/** Reads the saved recipes. */
export async function loadRecipes(store: DraftStore, request: Request): Promise<void> {
  store.setState({ recipes: await request('recipes:list') })
}

/** Writes every change to main shortly after it. Returns what stops that, writing what is still open. */
export function keepDraft(store: DraftStore, request: Request): () => void {
  let written = writeKeptDraft(store.getState())
  let timer: ReturnType<typeof setTimeout> | undefined
  const write = (): void => {
    const text = writeKeptDraft(store.getState())
    if (text === written) return
    written = text
    // A lost write costs the latest keystrokes after a reload at most; the next change writes all of it again.
    const paths = [...namedPaths(store.getState())]
    request('page:write', { key: 'recipe', value: text, paths }).catch(() => (written = ''))
  }
  const stop = store.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(write, writeAfterMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
    write()
  }
}

export function changeDraft(store: DraftStore, change: (draft: Draft) => Draft): void {
  store.setState((state) => change(state))
}

/** Why the chosen folder could not be used when it was looked at last; null where it could, or where none is chosen. */
export function lostFolderOf({ lostFolder, outputFolder }: DraftState): Failure | null {
  return lostFolder !== null && lostFolder.id === outputFolder?.id ? lostFolder.failure : null
}

/** Looks whether results can be written to the chosen folder; a kept one may be on a drive that is away. */
export async function lookAtFolder(store: DraftStore, request: Request): Promise<void> {
  const { outputFolder } = store.getState()
  if (outputFolder === null) return
  const { id } = outputFolder
  try {
    await request('folders:check', { id })
    store.setState({ lostFolder: null })
  } catch (thrown) {
    if (!(thrown instanceof RequestFailure)) throw thrown
    store.setState({ lostFolder: { id, failure: thrown.failure } })
  }
}

/** Pictures are shown by ids that end with the process that gave them. */
async function renewReferences(store: DraftStore, request: Request): Promise<void> {
  const ids = [...namedPaths({ ...store.getState(), outputFolder: null })]
  if (ids.length === 0) return
  const views = new Map((await request('references:renew', { ids })).map((view) => [view.id, view]))
  changeDraft(store, (draft) => mapReferences(draft, (reference) => views.get(reference.id) ?? reference))
}
