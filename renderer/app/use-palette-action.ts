import { changeDraft } from '../features/recipe/draft-store.ts'
import { switchModel, takeRecipe } from '../features/recipe/draft-changes.ts'
import { assertNever } from '../../shared/result.ts'
import type { PaletteTarget } from './palette-entries.ts'
import { runCommand } from './run-command.ts'
import { useStores } from './stores.ts'

/** Does what an entry of the palette stands for. */
export function usePaletteAction(): (target: PaletteTarget) => void {
  const { commands, place, draft } = useStores()
  return (target) => {
    switch (target.kind) {
      case 'command':
        // The palette gives the focus back first; a command may take it somewhere else.
        return void requestAnimationFrame(() => runCommand(commands, target.id))
      case 'batch':
        return place.setState({ place: { kind: 'batch', batchId: target.batchId } })
      case 'folder':
        return place.setState({ place: { kind: 'table', folder: target.folder } })
      case 'recipe':
        return changeDraft(draft, (old) => takeRecipe(old, target.recipe.recipe, target.recipe))
      case 'model':
        return changeDraft(draft, (old) => switchModel(old, target.modelId))
      default:
        return assertNever(target)
    }
  }
}
