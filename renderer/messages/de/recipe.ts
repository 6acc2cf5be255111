import type { recipe as english } from '../en/recipe.ts'

export const recipe: Readonly<Record<keyof typeof english, string>> = {}
