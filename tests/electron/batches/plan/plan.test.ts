import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { makePlan } from '../../../../electron/batches/plan/plan.ts'
import type { PlanRequest } from '../../../../electron/batches/plan/plan-request.ts'
import type { Images } from '../../../../electron/images/images.ts'
import { AppError } from '../../../../shared/errors.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createFakeImages } from '../../../support/fake-images.ts'
import { buildRecipe, createTestLibrary, type TestLibrary } from '../../../support/test-library.ts'

interface Planning {
  readonly library?: TestLibrary
  readonly files?: Readonly<Record<string, string>>
  readonly request?: Partial<PlanRequest>
  readonly images?: Images
}

async function plan({
  library = createTestLibrary(),
  files = { 'a.jpg': 'picture a' },
  request = {},
  images = createFakeImages(),
}: Planning = {}) {
  const root = join(library.folder, 'photos')
  for (const [name, text] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  const full: PlanRequest = {
    paths: [root],
    recipe: buildRecipe(),
    mode: 'paid',
    outputFolder: join(library.folder, 'out'),
    cap: null,
    csv: null,
    again: false,
    ...request,
  }
  return makePlan(full, {
    ...library,
    images,
    now: () => library.clock.now(),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    balance: () => Promise.resolve({ service: 'runflow', amount: nanoUsd(100_000_000), note: null }),
  })
}

it('prices what would be sent and says what leaves the machine', async () => {
  const { quote } = await plan({ files: { 'a.jpg': 'a', 'deep/b.jpg': 'b' } })
  expect(quote).toMatchObject({ send: 2, worstCase: 80_000_000, price: { perItem: 40_000_000 }, unreadable: 0 })
  expect(quote.disclosure.join(' ')).toContain('To Runflow: the pictures and the prompt.')
  expect(quote.examples.map(({ target }) => target)).toEqual(['a', 'deep/b'])
})

it('multiplies the price by the results asked for and names each of them', async () => {
  const { quote, items } = await plan({ request: { recipe: buildRecipe({ parameters: { num_images: 3 } }) } })
  expect(quote.worstCase).toBe(120_000_000)
  expect(items[0]?.targets).toEqual(['a', 'a-2', 'a-3'])
})

it('warns that the balance may not be enough', async () => {
  const { quote } = await plan({ files: { 'a.jpg': 'a', 'b.jpg': 'b', 'c.jpg': 'c' } })
  expect(quote.warnings.join(' ')).toContain('balance may not be enough')
})

it('counts a broken picture as a failed item and prices the rest', async () => {
  const { quote, items } = await plan({ files: { 'a.jpg': 'a', 'b.jpg': 'broken' } })
  expect(quote).toMatchObject({ send: 1, unreadable: 1 })
  expect(items[1]).toMatchObject({ status: 'failed', failure: { code: 'picture-unreadable' } })
})

it('sends equal pictures with equal prompts once', async () => {
  const files = { 'a.jpg': 'same', 'b.jpg': 'same', 'c.jpg': 'other' }
  const { quote, items } = await plan({ files })
  expect(quote).toMatchObject({ send: 2, skipped: { duplicate: 1 } })
  expect(items[1]?.linkedItemId).toBe(items[0]?.id)
  const named = await plan({ files, request: { recipe: buildRecipe({ prompt: 'this is {name}' }) } })
  expect(named.quote.send).toBe(3)
})

it('gives every equal picture its own result where that costs nothing', async () => {
  const { quote } = await plan({
    files: { 'a.jpg': 'same', 'b.jpg': 'same' },
    request: { recipe: buildRecipe({ model: 'local/adjust', prompt: '' }) },
  })
  expect(quote).toMatchObject({ send: 2, worstCase: 0, disclosure: [] })
})

it('leaves its own output folder out, even inside the source folder', async () => {
  const library = createTestLibrary()
  const files = { 'a.jpg': 'a', 'edited/a.png': 'earlier result' }
  const { quote } = await plan({ library, files, request: { outputFolder: join(library.folder, 'photos', 'edited') } })
  expect(quote.send).toBe(1)
  expect(quote.leftOut).toEqual([expect.objectContaining({ reason: 'own-output' })])
})

it('gives each picture its row and lists what is unmatched both ways', async () => {
  const library = createTestLibrary()
  const csv = join(library.folder, 'rows.csv')
  writeFileSync(csv, 'file,prompt,colour\na.jpg,,red\nb.jpg,own words about {csv.colour},green\nz.jpg,,blue\n')
  const { quote, items } = await plan({
    library,
    files: { 'a.jpg': 'a', 'b.jpg': 'b', 'c.jpg': 'c' },
    request: { csv, recipe: buildRecipe({ prompt: 'make it {csv.colour}' }) },
  })
  expect(items.map(({ prompt }) => prompt).slice(0, 2)).toEqual(['make it red', 'own words about green'])
  expect(items[2]).toMatchObject({ status: 'skipped', skipReason: 'no-row' })
  expect(quote).toMatchObject({ send: 2, skipped: { 'no-row': 1 }, unmatchedRows: ['z.jpg'] })
})

it('says how many names would be taken twice', async () => {
  const recipe = buildRecipe({ output: { ...buildRecipe().output, name: 'same' } })
  const { quote } = await plan({ files: { 'a.jpg': 'a', 'b.jpg': 'b' }, request: { recipe } })
  expect(quote.warnings.join(' ')).toContain(
    'One result would have the name of another (same); it gets a number behind it.',
  )
})

it('does not send what is there already where the rule says skip', async () => {
  const library = createTestLibrary()
  mkdirSync(join(library.folder, 'out'))
  writeFileSync(join(library.folder, 'out', 'A.webp'), 'there')
  const recipe = buildRecipe({ output: { ...buildRecipe().output, conflict: 'skip' } })
  const { quote } = await plan({ library, files: { 'a.jpg': 'a', 'b.jpg': 'b' }, request: { recipe } })
  expect(quote).toMatchObject({ send: 1, skipped: { 'output-exists': 1 } })
})

it.each([
  ['a prompt that is missing', buildRecipe({ prompt: '  ' }), 'invalid-request'],
  ['a parameter of another model', buildRecipe({ parameters: { strength: 0.5 } }), 'invalid-request'],
  ['a mask the model does not take', buildRecipe({ mask: '/mask.png' }), 'invalid-request'],
  ['a model that does not exist', buildRecipe({ model: 'runflow/rev/edit' }), 'invalid-request'],
])('refuses %s before any picture is opened', async (_name, recipe, code) => {
  await expect(plan({ request: { recipe } })).rejects.toMatchObject({ code })
})

it('refuses a cap that is smaller than one picture', async () => {
  await expect(plan({ request: { cap: nanoUsd(1) } })).rejects.toMatchObject({ code: 'cap-reached' })
})

it('says which path is missing, and that a folder holds no pictures', async () => {
  await expect(plan({ request: { paths: ['/no/such/folder'] } })).rejects.toMatchObject({ code: 'file-missing' })
  await expect(plan({ files: { 'notes.txt': 'text' } })).rejects.toThrow('There are no pictures')
})

it('opens a picture once as long as it does not change', async () => {
  const library = createTestLibrary()
  const first = await plan({ library })
  const second = await plan({ library, files: {} })
  expect(second.items[0]?.sourceId).toBe(first.items[0]?.sourceId)
  const changed = await plan({ library, files: { 'a.jpg': 'another picture' } })
  expect(changed.items[0]?.sourceId).not.toBe(first.items[0]?.sourceId)
})

it('looks once more at a picture that took too long while the machine was busy', async () => {
  const images = createFakeImages()
  const slow = new AppError('picture-timeout', 'The picture took longer than 10 seconds.')
  const looks: string[] = []
  const probe: Images['probe'] = (path) => {
    const name = basename(path)
    looks.push(name)
    const isSlow = name === 'always.jpg' || (name === 'once.jpg' && looks.filter((one) => one === name).length === 1)
    return isSlow ? Promise.reject(slow) : images.probe(path)
  }
  const files = { 'always.jpg': 'a', 'fast.jpg': 'f', 'once.jpg': 'o' }
  const { quote } = await plan({ files, images: { ...images, probe } })
  expect(quote).toMatchObject({ send: 2, unreadable: 1 })
  expect(looks.toSorted()).toEqual(['always.jpg', 'always.jpg', 'fast.jpg', 'once.jpg', 'once.jpg'])
})
