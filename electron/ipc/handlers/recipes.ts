import { fileName } from '../../../shared/domain/safe-name.ts'
import type { RecipeRow } from '../../../shared/ipc/rows.ts'
import type { DeskHost } from '../../desk/desk.ts'
import type { PathIds } from '../../pictures/path-ids.ts'
import type { PictureIds } from '../../pictures/picture-ids.ts'
import { readImportedRecipe } from '../../recipes/import-recipe.ts'
import { recipeText } from '../../recipes/recipe-text.ts'
import { fromRecipeInput, toRecipeView } from '../../recipes/recipe-view.ts'
import type { Recipes, SavedRecipe } from '../../recipes/recipes.ts'
import type { Table } from '../../table/table.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly recipes: Recipes
  readonly table: Pick<Table, 'hasSeen'>
  readonly paths: PathIds
  readonly pictures: Pick<PictureIds, 'idOf'>
  readonly host: Pick<DeskHost, 'saveText'>
}

type RecipeHandlers = Pick<
  Handlers,
  'recipes:list' | 'recipes:save' | 'recipes:remove' | 'recipes:restore' | 'recipes:export' | 'recipes:import'
>

export function createRecipeHandlers(dependencies: Dependencies): RecipeHandlers {
  const { recipes, table, host } = dependencies
  return {
    'recipes:list': () => recipes.list().map(toRow),
    'recipes:save': ({ id, name, recipe }) => toRow(recipes.save(id, name, fromRecipeInput(recipe, dependencies))),
    'recipes:remove': ({ id }) => recipes.remove(id),
    'recipes:restore': ({ id }) => recipes.restore(id),
    'recipes:export': async ({ id }) => {
      const { name, recipe } = recipes.get(id)
      const [file, text] = [fileName(name, 'json'), recipeText(recipe)]
      const kind = await host.saveText(file, text)
      return kind === 'text' ? { kind, fileName: file, text } : { kind }
    },
    'recipes:import': ({ name, text }) =>
      toRow(
        recipes.add(
          name,
          readImportedRecipe(text, (path) => table.hasSeen(path)),
        ),
      ),
  }

  function toRow({ recipe, ...saved }: SavedRecipe): RecipeRow {
    return { ...saved, recipe: toRecipeView(recipe, dependencies) }
  }
}
