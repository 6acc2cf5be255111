import { expect, it } from 'vitest'
import { createRecipes } from '../../../electron/recipes/recipes.ts'
import { buildRecipe, createTestLibrary } from '../../support/test-library.ts'

function createTestRecipes() {
  const { database, clock } = createTestLibrary()
  const now = (): Date => clock.now()
  const recipes = createRecipes({ database, now })
  return { recipes, database, now, names: () => recipes.list().map(({ name }) => name) }
}

const refused: unknown = expect.objectContaining({ code: 'invalid-request' })

it('lists recipes by name as people order names', () => {
  const { recipes, names } = createTestRecipes()
  for (const name of ['shot 10', 'Éclair', 'shot 2', 'Apple', 'banana']) recipes.save(null, name, buildRecipe())
  expect(names()).toEqual(['Apple', 'banana', 'shot 2', 'shot 10', 'Éclair'])
})

it('keeps what was saved, and saves over it under its id', () => {
  const { recipes, database, now } = createTestRecipes()
  const saved = recipes.save(null, '  Warm evening ', buildRecipe({ prompt: 'warm' }))
  expect(saved.name).toBe('Warm evening')
  const changed = recipes.save(saved.id, 'warm EVENING', buildRecipe({ prompt: 'warmer', references: ['/ref.png'] }))
  expect(changed.id).toBe(saved.id)
  expect(createRecipes({ database, now }).list()).toEqual([changed])
  expect(recipes.get(saved.id).recipe).toEqual(buildRecipe({ prompt: 'warmer', references: ['/ref.png'] }))
})

it('refuses an empty name, one that is too long, and one that another recipe has', () => {
  const { recipes, names } = createTestRecipes()
  recipes.save(null, 'Café', buildRecipe())
  const other = recipes.save(null, 'Tea', buildRecipe())
  expect(() => recipes.save(null, '  ', buildRecipe())).toThrow(refused)
  expect(() => recipes.save(null, 'x'.repeat(121), buildRecipe())).toThrow(refused)
  expect(() => recipes.save(null, 'cafe\u0301', buildRecipe())).toThrow(/choose another name/)
  expect(() => recipes.save(other.id, 'CAFÉ', buildRecipe())).toThrow(refused)
  expect(() => recipes.save('nobody', 'Milk', buildRecipe())).toThrow(refused)
  expect(names()).toEqual(['Café', 'Tea'])
})

it('brings a removed recipe back, with a number where its name was given away', () => {
  const { recipes, names } = createTestRecipes()
  const { id } = recipes.save(null, 'Warm', buildRecipe())
  recipes.remove(id)
  recipes.remove(id)
  expect(names()).toEqual([])
  expect(() => recipes.get(id)).toThrow(refused)
  expect(() => recipes.save(id, 'Warm', buildRecipe())).toThrow(refused)
  recipes.save(null, 'warm', buildRecipe())
  recipes.restore(id)
  recipes.restore(id)
  expect(names()).toEqual(['warm', 'Warm 2'])
  expect(() => recipes.restore('nobody')).toThrow(refused)
})

it('finds a name nobody has for what is imported', () => {
  const { recipes, names } = createTestRecipes()
  for (let times = 0; times < 3; times += 1) recipes.add('Warm', buildRecipe())
  recipes.add('x'.repeat(120), buildRecipe())
  expect(recipes.add('x'.repeat(120), buildRecipe()).name).toBe(`${'x'.repeat(118)} 2`)
  expect(names().slice(0, 3)).toEqual(['Warm', 'Warm 2', 'Warm 3'])
})

it('still lists a recipe whose model is gone', () => {
  const { recipes, names } = createTestRecipes()
  recipes.save(null, 'Old', buildRecipe({ model: 'gone/model' }))
  expect(names()).toEqual(['Old'])
})
