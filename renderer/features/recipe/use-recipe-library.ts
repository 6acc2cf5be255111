import { useEffect, useMemo } from 'react'
import type { RecipeRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores, type Stores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useToasts, type Toasts } from '../../ui/toasts.tsx'
import { takeRecipe } from './draft-changes.ts'
import { changeDraft } from './draft-store.ts'
import { offerFile } from './offer-file.ts'
import { toRecipeInput } from './quote-flow.ts'

/** Saved recipes and what can be done with them; failures are told as they happen. */
export interface RecipeLibrary {
  readonly recipes: readonly RecipeRow[] | null
  save(): Promise<void>
  saveAs(name: string): Promise<void>
  rename(name: string): Promise<void>
  duplicate(): Promise<void>
  remove(): Promise<void>
  exportLoaded(): Promise<void>
  importFile(input: HTMLInputElement): Promise<void>
}

const largestFile = 1_000_000

export function useRecipeLibrary(): RecipeLibrary {
  const stores = useStores()
  const toasts = useToasts()
  const t = useTranslate()
  const recipes = useFrom('draft', (state) => state.recipes)
  const actions = useMemo(() => createActions(stores, toasts), [stores, toasts])
  useEffect(() => void actions.load(), [actions])
  return {
    recipes,
    ...actions,
    duplicate: () => actions.duplicate((name) => t('recipe.copy-of', { name })),
    remove: () => actions.remove((name) => ({ title: t('recipe.removed', { name }), undo: t('common.undo') })),
    importFile: async (input) => {
      const file = input.files?.[0]
      if (file === undefined) return
      if (file.size > largestFile) toasts.show({ title: t('recipe.import-too-large'), kind: 'error' })
      else await actions.importText(file.name.replace(/\.[^.]+$/, '').slice(0, 120), await file.text())
      // The same file can be chosen again after it was corrected.
      input.value = ''
    },
  }
}

function createActions({ draft, request }: Pick<Stores, 'draft' | 'request'>, toasts: Toasts) {
  const loaded = () => draft.getState().loaded
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      toasts.showFailure(thrown.failure)
    }
  }
  const list = async (): Promise<void> => draft.setState({ recipes: await request('recipes:list') })
  const keep = async (id: string | null, name: string, recipe = draft.getState().recipe): Promise<RecipeRow> => {
    const row = await request('recipes:save', { id, name, recipe: toRecipeInput(recipe) })
    await list()
    return row
  }
  const becomes = ({ id, name }: RecipeRow, recipe = draft.getState().recipe): void =>
    draft.setState({ loaded: { id, name, recipe } })
  const withLoaded = (work: (now: NonNullable<ReturnType<typeof loaded>>) => Promise<void>): Promise<void> => {
    const now = loaded()
    return now === null ? Promise.resolve() : attempt(() => work(now))
  }
  return {
    load: () => attempt(list),
    save: () => withLoaded(async ({ id, name }) => becomes(await keep(id, name))),
    saveAs: (name: string) => attempt(async () => becomes(await keep(null, name))),
    rename: (name: string) => withLoaded(async ({ id, recipe }) => becomes(await keep(id, name, recipe), recipe)),
    duplicate: (nameCopy: (name: string) => string) =>
      withLoaded(async ({ name }) => becomes(await keep(null, nameCopy(name).slice(0, 120)))),
    exportLoaded: () =>
      withLoaded(async ({ id }) => {
        const written = await request('recipes:export', { id })
        if (written.kind === 'text') offerFile(written.fileName, written.text)
      }),
    importText: (name: string, text: string) =>
      attempt(async () => {
        const row = await request('recipes:import', { name: name.trim() === '' ? 'Recipe' : name, text })
        changeDraft(draft, (now) => takeRecipe(now, row.recipe, row))
        await list()
      }),
    remove: (words: (name: string) => { readonly title: string; readonly undo: string }) =>
      withLoaded(async (now) => {
        await request('recipes:remove', { id: now.id })
        draft.setState({ loaded: null })
        await list()
        const { title, undo } = words(now.name)
        const restore = (): Promise<void> =>
          attempt(async () => {
            await request('recipes:restore', { id: now.id })
            if (loaded() === null) draft.setState({ loaded: now })
            await list()
          })
        toasts.show({ title, action: { label: undo, run: () => void restore() } })
      }),
  }
}
