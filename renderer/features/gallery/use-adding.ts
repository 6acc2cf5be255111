import { useMemo } from 'react'
import type { DroppedFile } from '../../../shared/ipc/contract.ts'
import { collectFiles } from '../../api/collect-drop.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { isRecipeFile, recipeNameOf } from './recipe-file.ts'
import { useAsking } from './use-asking.ts'

export interface Adding {
  /** Opens the system's dialog, or the browser's where the host has none. */
  choose(kind: 'files' | 'folder'): void
  samples(): void
  /** Pictures go on the table; saved recipes are imported. */
  take(files: readonly DroppedFile<File>[]): Promise<void>
}

export function useAdding(): Adding {
  const { bridge, draft, sources } = useStores()
  const ask = useAsking()
  const toasts = useToasts()
  const t = useTranslate()

  return useMemo(() => {
    const importRecipe = async (file: File): Promise<void> => {
      const text = await file.text()
      const saved = await ask((request) => request('recipes:import', { name: recipeNameOf(file.name), text }))
      if (saved === null) return
      toasts.show({ title: t('gallery.recipe-imported', { name: saved.name }), kind: 'success' })
      const recipes = await ask((request) => request('recipes:list'))
      if (recipes !== null) draft.setState({ recipes })
    }
    const take = async (files: readonly DroppedFile<File>[]): Promise<void> => {
      const recipes = files.filter(isRecipeFile)
      for (const { file } of recipes) await importRecipe(file)
      const pictures = files.filter((file) => !recipes.includes(file))
      if (pictures.length === 0) return
      const added = await bridge.addFiles(pictures)
      if (!added.ok) toasts.showFailure(added.error)
    }
    const samples = async (): Promise<void> => {
      if (sources.getState().isMakingSamples) return
      sources.setState({ isMakingSamples: true })
      try {
        await ask((request) => request('intake:samples'))
      } finally {
        sources.setState({ isMakingSamples: false })
      }
    }
    return {
      take,
      choose: (kind) => {
        if (bridge.host === 'desktop') void ask((request) => request('intake:choose', { kind }))
        else pickInBrowser(kind, (files) => void take(files))
      },
      samples: () => void samples(),
    }
  }, [bridge, draft, sources, ask, toasts, t])
}

function pickInBrowser(kind: 'files' | 'folder', onPicked: (files: readonly DroppedFile<File>[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = kind === 'folder'
  input.hidden = true
  input.addEventListener('change', () => onPicked(collectFiles(input.files ?? [])))
  for (const answer of ['change', 'cancel']) input.addEventListener(answer, () => input.remove())
  // What is nowhere in the page may be cleared away before the answer comes.
  document.body.append(input)
  input.click()
}
