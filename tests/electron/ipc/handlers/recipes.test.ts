import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { readRecipeFile } from '../../../../electron/hosts/cli/recipe-file.ts'
import { createRecipeHandlers } from '../../../../electron/ipc/handlers/recipes.ts'
import { createReferenceHandlers } from '../../../../electron/ipc/handlers/references.ts'
import { fromRecipeInput, toRecipeView } from '../../../../electron/recipes/recipe-view.ts'
import { createRecipes } from '../../../../electron/recipes/recipes.ts'
import type { DeskHost } from '../../../../electron/desk/desk.ts'
import { inputs, type RecipeInput } from '../../../../shared/ipc/inputs.ts'
import { createFakeHost } from '../../../support/table-host.ts'
import { buildFound, createTestTable } from '../../../support/table-parts.ts'
import { buildRecipe } from '../../../support/test-library.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

function createTestHandlers(host: Partial<DeskHost> = {}) {
  const parts = createTestTable()
  const recipes = createRecipes({ database: parts.database, now: parts.now })
  const handlers = {
    ...createRecipeHandlers({ ...parts, recipes, host: createFakeHost(host) }),
    ...createReferenceHandlers(parts),
  }
  const save = (name: string, recipe: Partial<RecipeInput> = {}) =>
    handlers['recipes:save']({ id: null, name, recipe: buildInput(recipe) })
  return { ...parts, recipes, handlers, save }
}

function buildInput(input: Partial<RecipeInput>): RecipeInput {
  const { references: _references, mask: _mask, ...recipe } = buildRecipe()
  return { ...recipe, references: [], ...input }
}

it('shows references by id, and takes them back by id', async () => {
  const { handlers, save, table, recipes, pictures } = createTestHandlers()
  await table.add(buildFound(1))
  const reference = await handlers['references:add']({ sourceId: 1 })
  expect(reference.name).toBe('IMG_000000.jpg')
  expect(pictures.find(reference.picture)?.path).toBe('/shoot/IMG_000000.jpg')
  const saved = await save('Warm', { references: [reference.id] })
  expect(saved.recipe.references).toEqual([reference])
  expect(JSON.stringify(saved)).not.toContain('/shoot')
  expect(recipes.get(saved.id).recipe.references).toEqual(['/shoot/IMG_000000.jpg'])
  expect(await handlers['recipes:list'](undefined)).toEqual([saved])
})

it('refuses a path in place of an id, and a picture that is not on the table', async () => {
  const { handlers, save } = createTestHandlers()
  expect(() => save('Warm', { references: ['/etc/passwd'] })).toThrow(
    expect.objectContaining({ code: 'invalid-request' }),
  )
  expect(() => handlers['references:add']({ sourceId: 9 })).toThrow(
    expect.objectContaining({ code: 'invalid-request' }),
  )
})

it('makes of a recipe what the page sees, and of that the recipe again', () => {
  const { paths, pictures } = createTestHandlers()
  const recipe = buildRecipe({ references: ['/a/b.png'], mask: '/mask.png', parameters: { num_images: 2 } })
  const view = toRecipeView(recipe, { paths, pictures })
  expect(view).not.toHaveProperty('mask')
  const input = { ...view, references: view.references.map(({ id }) => id) }
  expect(inputs['recipes:save'].parse({ id: null, name: 'a', recipe: input }).recipe).toEqual(input)
  expect(fromRecipeInput(input, { paths })).toEqual({ ...recipe, mask: null })
})

it('exports what the command line reads', async () => {
  const saveText = vi.fn<DeskHost['saveText']>().mockResolvedValue('written')
  const { handlers, save, recipes, table } = createTestHandlers({ saveText })
  await table.add(buildFound(1))
  const { id: reference } = await handlers['references:add']({ sourceId: 1 })
  const { id } = await save('Warm: evening/1', {
    prompt: 'warm “evening”\nlight',
    references: [reference],
    parameters: { output_format: 'png' },
  })
  expect(await handlers['recipes:export']({ id })).toEqual({ kind: 'written' })
  const [name, text] = saveText.mock.calls[0]!
  expect(name).toBe('Warm_ evening_1.json')
  const file = join(temporaryFolder(), name)
  writeFileSync(file, text)
  expect(await readRecipeFile(file, null)).toEqual(recipes.get(id).recipe)
})

it('hands the text to a page that has to save it itself, and says when nobody wanted it', async () => {
  const saveText = vi.fn<DeskHost['saveText']>().mockResolvedValueOnce('text').mockResolvedValueOnce('dismissed')
  const { handlers, save } = createTestHandlers({ saveText })
  const { id } = await save('Warm')
  expect(await handlers['recipes:export']({ id })).toMatchObject({ kind: 'text', fileName: 'Warm.json' })
  expect(await handlers['recipes:export']({ id })).toEqual({ kind: 'dismissed' })
})

it('imports what it exported, under a name of its own', async () => {
  const saveText = vi.fn<DeskHost['saveText']>().mockResolvedValue('text')
  const { handlers, save } = createTestHandlers({ saveText })
  const saved = await save('Warm', { prompt: 'warm' })
  await handlers['recipes:export']({ id: saved.id })
  const text = saveText.mock.calls[0]![1]
  const imported = await handlers['recipes:import']({ name: 'Warm', text: `\uFEFF${text}` })
  expect(imported.name).toBe('Warm 2')
  expect(imported.recipe).toEqual(saved.recipe)
})

it.each([
  ['{', /not valid JSON/],
  ['[]', /not an object/],
  ['{"prompt":"a"}', /“model”/],
  ['{"model":"local/adjust","surprise":1}', /surprise/],
  ['{"model":"local/adjusted"}', /Did you mean “local\/adjust”/],
  ['{"model":"local/adjust","parameters":{"warmth":3}}', /no parameter “warmth”/],
  ['{"model":"runflow/openai/gpt-image-2/edit","prompt":"a","mask":"/mask.png"}', /mask/],
  ['{"model":"runflow/openai/gpt-image-2/edit","prompt":"a","references":["/home/me/private.jpg"]}', /private\.jpg/],
  ['{"model":"runflow/openai/gpt-image-2/edit","prompt":"a","references":["private.jpg"]}', /private\.jpg/],
])('refuses to import %s and says why', (text, reason) => {
  const { handlers, recipes } = createTestHandlers()
  expect(() => handlers['recipes:import']({ name: 'A', text })).toThrow(reason)
  expect(recipes.list()).toEqual([])
})

it('imports references the user brought in before', async () => {
  const { handlers, table } = createTestHandlers()
  await table.add(buildFound(1))
  await table.remove({ all: true })
  const text = '{"model":"runflow/openai/gpt-image-2/edit","prompt":"a","references":["/shoot/IMG_000000.jpg"]}'
  const { recipe } = await handlers['recipes:import']({ name: 'A', text })
  expect(recipe.references).toMatchObject([{ name: 'IMG_000000.jpg' }])
})

it('removes and restores', async () => {
  const { handlers, save } = createTestHandlers()
  const saved = await save('Warm')
  await handlers['recipes:remove']({ id: saved.id })
  expect(await handlers['recipes:list'](undefined)).toEqual([])
  await handlers['recipes:restore']({ id: saved.id })
  expect(await handlers['recipes:list'](undefined)).toEqual([saved])
})
