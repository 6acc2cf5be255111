interface NamedFile {
  readonly file: { readonly name: string; readonly size: number }
  readonly relativePath: string
}

export const largestRecipe = 1_000_000

/** A saved recipe that was dropped itself; one inside a folder of pictures is left to the intake. */
export function isRecipeFile({ file, relativePath }: NamedFile): boolean {
  return file.name.toLowerCase().endsWith('.json') && !relativePath.includes('/') && file.size <= largestRecipe
}

/** `Sky at dusk.recipe.json` becomes `Sky at dusk`. */
export function recipeNameOf(fileName: string): string {
  const name = fileName.replace(/\.json$/i, '').replace(/\.(lightbench|recipe)$/i, '')
  return name.trim().slice(0, 120) || fileName.slice(0, 120)
}
