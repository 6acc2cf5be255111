import type { RecipeRow } from '../../../../shared/ipc/rows.ts'

/** Saved recipes by name, each with a label of its own: those that share a name get a number behind it. */
export function labelRecipes(
  recipes: readonly RecipeRow[],
): readonly { readonly label: string; readonly row: RecipeRow }[] {
  const seen = new Map<string, number>()
  const byName = [...recipes].sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }))
  return byName.map((row) => {
    const count = (seen.get(row.name) ?? 0) + 1
    seen.set(row.name, count)
    return { label: count === 1 ? row.name : `${row.name} (${count})`, row }
  })
}
