import { useMemo } from 'react'
import type { RecipeRow } from '../../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useFrom, useStores, type Stores } from '../../../app/stores.ts'
import { useUndo, type Undo } from '../../../app/use-undo.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useToasts, type Toasts } from '../../../ui/toasts.tsx'
import { loadRecipes } from '../draft/draft-store.ts'
import { offerFile } from './offer-file.ts'
import { toRecipeInput } from '../quote/quote-flow.ts'
import { useImportRecipe } from './use-import-recipe.ts'

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

export function useRecipeLibrary(): RecipeLibrary {
  const stores = useStores()
  const toasts = useToasts()
  const undo = useUndo()
  const t = useTranslate()
  const importRecipe = useImportRecipe()
  const recipes = useFrom('draft', (state) => state.recipes)
  const actions = useMemo(() => createActions(stores, toasts, undo), [stores, toasts, undo])
  return {
    recipes,
    ...actions,
    duplicate: () => actions.duplicate((name) => t('recipe.copy-of', { name })),
    remove: () => actions.remove((name) => t('recipe.removed', { name })),
    importFile: async (input) => {
      const file = input.files?.[0]
      if (file !== undefined) await importRecipe(file)
      // The same file can be chosen again after it was corrected.
      input.value = ''
    },
  }
}

function createActions({ draft, request }: Pick<Stores, 'draft' | 'request'>, toasts: Toasts, undo: Undo) {
  const loaded = () => draft.getState().loaded
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      toasts.showFailure(thrown.failure)
    }
  }
  const list = (): Promise<void> => loadRecipes(draft, request)
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
    remove: (label: (name: string) => string) =>
      withLoaded(async (now) => {
        const remove = async (): Promise<void> => {
          await request('recipes:remove', { id: now.id })
          if (loaded()?.id === now.id) draft.setState({ loaded: null })
          await list()
        }
        const restore = async (): Promise<void> => {
          await request('recipes:restore', { id: now.id })
          if (loaded() === null) draft.setState({ loaded: now })
          await list()
        }
        await remove()
        undo.push({ label: label(now.name), undo: restore, redo: remove })
      }),
  }
}
