import { switchModel, takeRecipe } from '../../features/recipe/draft/draft-changes.ts'
import { useChangeUndoably } from '../../features/recipe/draft/use-change-undoably.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { assertNever } from '../../../shared/result.ts'
import type { PaletteTarget } from './palette-entries.ts'
import { showBatch } from '../layout/place-store.ts'
import { runCommand } from './run-command.ts'
import { useStores } from '../stores.ts'

/** Does what an entry of the palette stands for. */
export function usePaletteAction(): (target: PaletteTarget) => void {
  const t = useTranslate()
  const { commands, place } = useStores()
  const change = useChangeUndoably()
  /** Where the recipe is seen. */
  const goToTable = (): void => {
    if (place.getState().place.kind !== 'table') place.setState({ place: { kind: 'table', folder: null } })
  }
  return (target) => {
    switch (target.kind) {
      case 'command':
        // The palette gives the focus back first; a command may take it somewhere else.
        return void requestAnimationFrame(() => runCommand(commands, target.id))
      case 'batch':
        return showBatch(place, target.batchId)
      case 'folder':
        return place.setState({ place: { kind: 'table', folder: target.folder } })
      case 'recipe':
        change(t('recipe.undo.load'), (draft) => takeRecipe(draft, target.recipe.recipe, target.recipe))
        return goToTable()
      case 'model':
        change(t('recipe.undo.model'), (draft) => switchModel(draft, target.modelId))
        return goToTable()
      default:
        return assertNever(target)
    }
  }
}
