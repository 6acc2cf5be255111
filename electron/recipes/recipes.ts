import { randomUUID } from 'node:crypto'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import { nameKey } from '../../shared/domain/safe-name.ts'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import { compareNatural } from '../library/natural-order.ts'

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

interface RecipeRow {
  readonly id: string
  readonly name: string
  readonly recipe: string
  readonly updated_at: string
  readonly removed_at: string | null
}

const longestName = 120

export function createRecipes({ database, now }: { readonly database: Database; readonly now: () => Date }): Recipes {
  const at = (): string => now().toISOString()
  return {
    list: () =>
      database
        .all<RecipeRow>('SELECT * FROM recipe WHERE removed_at IS NULL')
        .map(toSaved)
        .toSorted((a, b) => compareNatural(nameKey(a.name), nameKey(b.name))),
    get: (id) => toSaved(find(database, id)),
    save: (id, name, recipe) =>
      database.transaction('full', () => {
        const wanted = { id: id ?? randomUUID(), name: checkName(name), recipe, at: at() }
        if (id !== null) find(database, id)
        refuseTaken(database, wanted)
        return put(database, wanted)
      }),
    add: (name, recipe) =>
      database.transaction('full', () =>
        put(database, { id: randomUUID(), name: freeName(database, checkName(name)), recipe, at: at() }),
      ),
    remove: (id) => {
      database.transaction('full', () =>
        database.run('UPDATE recipe SET removed_at = :at WHERE id = :id AND removed_at IS NULL', { id, at: at() }),
      )
    },
    restore: (id) => database.transaction('full', () => restore(database, id)),
  }
}

function find(database: Database, id: string): RecipeRow {
  const row = database.get<RecipeRow>('SELECT * FROM recipe WHERE id = :id AND removed_at IS NULL', { id })
  if (row === null) throw new AppError('invalid-request', 'There is no such recipe any more.')
  return row
}

function checkName(text: string): string {
  const name = text.trim()
  if (name === '') throw new AppError('invalid-request', 'A recipe needs a name.')
  if (name.length <= longestName) return name
  throw new AppError('invalid-request', `The name of a recipe has at most ${longestName} characters.`)
}

interface ToPut extends Omit<SavedRecipe, 'updatedAt'> {
  readonly at: string
}

function refuseTaken(database: Database, { id, name }: ToPut): void {
  const owner = ownerOf(database, name)
  if (owner === null || owner === id) return
  throw new AppError('invalid-request', `There is a recipe “${name}” already; choose another name.`)
}

function ownerOf(database: Database, name: string): string | null {
  const row = database.get<{ id: string }>('SELECT id FROM recipe WHERE name_key = :key AND removed_at IS NULL', {
    key: nameKey(name),
  })
  return row?.id ?? null
}

function freeName(database: Database, name: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`
    const candidate = `${name.slice(0, longestName - suffix.length).toWellFormed()}${suffix}`
    if (ownerOf(database, candidate) === null) return candidate
  }
}

function put(database: Database, { id, name, recipe, at }: ToPut): SavedRecipe {
  database.run(
    `INSERT INTO recipe (id, name, name_key, recipe, created_at, updated_at)
     VALUES (:id, :name, :key, :recipe, :at, :at)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, recipe = excluded.recipe,
       updated_at = excluded.updated_at`,
    { id, name, key: nameKey(name), recipe: JSON.stringify(recipe), at },
  )
  return { id, name, updatedAt: at, recipe }
}

function restore(database: Database, id: string): void {
  const row = database.get<RecipeRow>('SELECT * FROM recipe WHERE id = :id', { id })
  if (row === null) throw new AppError('invalid-request', 'There is no such recipe any more.')
  if (row.removed_at === null) return
  const name = freeName(database, row.name)
  database.run('UPDATE recipe SET removed_at = NULL, name = :name, name_key = :key WHERE id = :id', {
    id,
    name,
    key: nameKey(name),
  })
}

function toSaved({ id, name, recipe, updated_at }: RecipeRow): SavedRecipe {
  return { id, name, updatedAt: updated_at, recipe: recipeSchema.parse(JSON.parse(recipe)) }
}
