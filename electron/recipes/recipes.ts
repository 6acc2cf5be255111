import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import type { Database } from '../history/database.ts'
import { createNamedRows, type NamedRow } from '../history/kept/named-rows.ts'

export interface SavedRecipe {
  readonly id: string
  readonly name: string
  readonly updatedAt: string
  readonly recipe: Recipe
}

/** The user's recipes. Names are unique without regard to case; an unknown id is `invalid-request`. */
export interface Recipes {
  /** By name, as people order names. */
  list(): readonly SavedRecipe[]
  get(id: string): SavedRecipe
  /** A new one for null. Throws `invalid-request` for an empty name and for one that another recipe has. */
  save(id: string | null, name: string, recipe: Recipe): SavedRecipe
  /** Saves a new one; a number behind the name makes it one nobody has. */
  add(name: string, recipe: Recipe): SavedRecipe
  /** It can be restored, also after a restart. One that is removed already stays so. */
  remove(id: string): void
  /** Comes back with a number behind its name where that was given away meanwhile. */
  restore(id: string): void
}

interface RecipeRow extends NamedRow {
  readonly recipe: string
  readonly updatedAt: string
}

export function createRecipes({ database, now }: { readonly database: Database; readonly now: () => Date }): Recipes {
  const rows = createNamedRows<RecipeRow>({
    database,
    now,
    table: 'recipe',
    what: 'recipe',
    columns: ['recipe'],
    alsoRead: ['updated_at AS updatedAt'],
  })
  return {
    list: () => rows.list().map(toSaved),
    get: (id) => toSaved(rows.get(id)),
    save: (id, name, recipe) => toSaved(rows.save(id, name, { recipe: JSON.stringify(recipe) })),
    add: (name, recipe) => toSaved(rows.add(name, { recipe: JSON.stringify(recipe) })),
    remove: (id) => rows.remove(id),
    restore: (id) => rows.restore(id),
  }
}

function toSaved({ id, name, recipe, updatedAt }: RecipeRow): SavedRecipe {
  return { id, name, updatedAt, recipe: recipeSchema.parse(JSON.parse(recipe)) }
}
