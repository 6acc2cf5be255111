import { useMemo } from 'react'
import type { DroppedFile } from '../../../../shared/ipc/contract.ts'
import { collectFiles } from '../../../api/collect-drop.ts'
import { useStores } from '../../../app/stores.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { isRecipeFile } from '../../recipe/saved/recipe-file.ts'
import { useImportRecipe } from '../../recipe/saved/use-import-recipe.ts'
import type { SourceStore } from '../entries/source-store.ts'
import { useAsking } from '../../../app/use-asking.ts'

export interface Adding {
  /** Opens the system's dialog, or the browser's where the host has none. */
  choose(kind: 'files' | 'folder'): void
  samples(): void
  /** Pictures go on the table; saved recipes are imported, and the last of them opened. */
  take(collect: () => Promise<readonly DroppedFile<File>[]>): Promise<void>
}

export function useAdding(): Adding {
  const { bridge, sources } = useStores()
  const ask = useAsking()
  const toasts = useToasts()
  const importRecipe = useImportRecipe()

  return useMemo(() => {
    const take = async (collect: () => Promise<readonly DroppedFile<File>[]>): Promise<void> => {
      const files = await ask(collect)
      if (files === null) return
      const recipes = files.filter(isRecipeFile)
      for (const { file } of recipes) await importRecipe(file)
      const pictures = files.filter((file) => !recipes.includes(file))
      if (pictures.length === 0) return
      const isMany = bridge.host === 'browser' && pictures.length > takenUnasked
      if (isMany && !(await askFor(sources, pictures.length))) return
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
        else pickInBrowser(kind, (files) => void take(async () => collectFiles(files)))
      },
      samples: () => void samples(),
    }
  }, [bridge, sources, ask, toasts, importRecipe])
}

/** As many as main takes without a question, which would come when all of them were sent. */
const takenUnasked = 5_000

async function askFor(sources: SourceStore, count: number): Promise<boolean> {
  // Whoever adds others meanwhile has not said yes to those before.
  sources.getState().question?.answer(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  sources.setState({ question: { count, answer: resolve } })
  const isYes = await promise
  sources.setState(({ question }) => (question?.answer === resolve ? { question: null } : {}))
  return isYes
}

function pickInBrowser(kind: 'files' | 'folder', onPicked: (files: FileList) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = kind === 'folder'
  input.hidden = true
  input.addEventListener('change', () => input.files !== null && onPicked(input.files))
  for (const answer of ['change', 'cancel']) input.addEventListener(answer, () => input.remove())
  // What is nowhere in the page may be cleared away before the answer comes.
  document.body.append(input)
  input.click()
}
