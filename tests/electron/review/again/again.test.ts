import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findModel } from '../../../../shared/models/catalogue.ts'
import type { Output } from '../../../../shared/ipc/contract.ts'
import { buildRecipeInput, createTestDesk } from '../../desk/test-desk.ts'

type Desk = Awaited<ReturnType<typeof createTestDesk>>

/** A batch that ran to its end. */
async function createDone(
  options: Parameters<typeof createTestDesk>[0] = {},
  input: Parameters<Desk['start']>[0] = {},
) {
  const test = await createTestDesk(options)
  const batchId = await test.start(input)
  await test.settled(batchId)
  const items = await test.items(batchId)
  const again = (wish: { relation: 'redo' | 'rerun'; prompt?: string; items?: readonly string[] }) => {
    const { relation, prompt = null, items: ids = items.map(({ id }) => id) } = wish
    return test.ask('plan:again', { items: [...ids], relation, prompt })
  }
  return {
    ...test,
    batchId,
    doneItems: items,
    again,
    quoted: async (wish: Parameters<typeof again>[0]): Promise<Output<'plan:again'>> => {
      const reply = await again(wish)
      if (!reply.ok) throw new Error(reply.error.message)
      return reply.value
    },
    yes: async ({ planId }: { readonly planId: string }) => {
      const { batchId: id } = await test.call('plan:run', { planId })
      await test.settled(id)
      return id
    },
    originsOf: (id: string) => test.app.items.ofBatch(id).map(({ origin }) => origin),
  }
}

const two = { pictures: ['a.jpg', 'b.jpg'] }

it('redoes with other words, beside the earlier results, and remembers what came of what', async () => {
  const test = await createDone(two)
  const plan = await test.quoted({ relation: 'redo', prompt: 'make it cold' })
  expect(plan).toMatchObject({ left: [], repeatable: 'never', total: 2 })
  expect(plan.quote).toMatchObject({ send: 2, worstCase: 80_000_000, mode: 'paid', again: false })
  expect(test.app.provider.submitted).toHaveLength(2)
  const id = await test.yes(plan)
  const items = await test.items(id)
  expect(items.map(({ label, prompt, status }) => [label, prompt, status])).toEqual([
    ['a.jpg', 'make it cold', 'done'],
    ['b.jpg', 'make it cold', 'done'],
  ])
  expect(test.originsOf(id)).toEqual(test.doneItems.map(({ id: itemId }) => ({ itemId, relation: 'redo' })))
  expect(items[0]!.outputs[0]!.path).toMatch(/a \(2\)\.png$/)
  expect(existsSync(test.doneItems[0]!.outputs[0]!.path)).toBe(true)
})

it('reads the variables of new words for each picture, and refuses what it does not know', async () => {
  const test = await createDone(two)
  const { quote } = await test.quoted({ relation: 'redo', prompt: 'make {name} cold' })
  expect(quote.examples.map(({ prompt }) => prompt)).toEqual(['make a cold', 'make b cold'])
  expect(await test.again({ relation: 'redo', prompt: 'make {csv.colour}' })).toMatchObject({ ok: false })
})

it('does not pay again unasked for words a picture was edited with before', async () => {
  const test = await createDone(two)
  const { quote } = await test.quoted({ relation: 'redo', prompt: 'make it warm' })
  expect(quote).toMatchObject({ send: 0, skipped: { 'already-done': 2 } })
})

it('tries the same words once more where that is the wish, and says that another picture has to be expected', async () => {
  const test = await createDone(two)
  const plan = await test.quoted({ relation: 'redo' })
  expect(plan.quote).toMatchObject({ send: 2, again: true })
  expect(plan.quote.warnings.join(' ')).toContain('never gives the same one twice')
  await test.yes(plan)
  expect(test.app.provider.submitted).toHaveLength(4)
})

it('sends the very request once more, and it is paid for again', async () => {
  const test = await createDone(two)
  const plan = await test.quoted({ relation: 'rerun' })
  expect(plan.quote).toMatchObject({ send: 2, again: true, worstCase: 80_000_000 })
  const id = await test.yes(plan)
  const { submitted } = test.app.provider
  const bodies = submitted.map(({ body }) => body).toSorted()
  expect(bodies).toEqual([bodies[0], bodies[0], bodies[2], bodies[2]])
  const keys = (batchId: string) => test.app.items.ofBatch(batchId).map((item) => test.app.items.contentKey(item.id))
  expect(keys(id)).toEqual(keys(test.batchId))
  expect((await test.call('batches:read', { id })).row.charged).toBe(80_000_000)
})

it('keeps practice practice, whatever the settings say now', async () => {
  const test = await createTestDesk(two)
  await test.call('settings:write', { mode: 'practice' })
  const batchId = await test.start()
  await test.settled(batchId)
  await test.call('settings:write', { mode: 'paid', caps: { dayUsd: null, monthUsd: null, batchUsd: '3' } })
  const [item] = await test.items(batchId)
  const { quote } = await test.call('plan:again', { items: [item!.id], relation: 'rerun', prompt: null })
  expect(quote).toMatchObject({ mode: 'practice', cap: null, send: 1 })
})

it('takes the cap of the settings for real money', async () => {
  const test = await createDone(two)
  await test.call('settings:write', { caps: { dayUsd: null, monthUsd: null, batchUsd: '3' } })
  expect((await test.quoted({ relation: 'redo', prompt: 'other' })).quote.cap).toBe(3_000_000_000)
})

it('leaves pictures that are gone or were changed, with the reason', async () => {
  const test = await createDone({ pictures: ['a.jpg', 'b.jpg', 'c.jpg'] })
  rmSync(join(test.photos, 'a.jpg'))
  writeFileSync(join(test.photos, 'b.jpg'), 'another picture')
  for (const wish of [{ relation: 'redo', prompt: 'other' }, { relation: 'rerun' }] as const) {
    const { left, quote } = await test.quoted(wish)
    expect(quote).toMatchObject({ send: 1, leftOut: [] })
    expect(left.map(({ name, failure }) => [name, failure.code])).toEqual([
      ['a.jpg', 'file-missing'],
      ['b.jpg', 'source-changed'],
    ])
  }
})

it('says why where none can be done again', async () => {
  const test = await createDone()
  appendFileSync(join(test.photos, 'a.jpg'), ' changed')
  expect(await test.again({ relation: 'redo', prompt: 'other' })).toMatchObject({
    ok: false,
    error: { code: 'source-changed', message: expect.stringContaining('a.jpg') as string },
  })
  expect(await test.again({ relation: 'rerun', items: ['no such item'] })).toMatchObject({ ok: false })
  expect(await test.again({ relation: 'rerun', prompt: 'other words' })).toMatchObject({ ok: false })
})

it('leaves what is under way, unanswered or was never sent', async () => {
  const test = await createDone({ pictures: ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'] })
  const [a, b, c] = test.doneItems
  const set = (id: string, status: string) =>
    test.app.database.run('UPDATE item SET status = :status WHERE id = :id', { id, status })
  set(a!.id, 'waiting')
  set(b!.id, 'unresolved')
  test.app.database.run('UPDATE item SET content_key = NULL WHERE id = :id', { id: c!.id })
  const { left, quote } = await test.quoted({ relation: 'rerun' })
  expect(left.map(({ name, failure }) => [name, failure.code])).toEqual([
    ['a.jpg', 'invalid-request'],
    ['b.jpg', 'outcome-unknown'],
    ['c.jpg', 'invalid-request'],
  ])
  expect(quote.send).toBe(1)
})

it('does pictures of several batches in one where they were made alike, each with its own words', async () => {
  const test = await createDone(two)
  const other = await test.start({ recipe: buildRecipeInput({ prompt: 'make it {name}' }) })
  await test.settled(other)
  const items = [...test.doneItems, ...(await test.items(other))].map(({ id }) => id)
  const { quote } = await test.quoted({ relation: 'rerun', items })
  expect(quote.examples.map(({ prompt }) => prompt)).toEqual(['make it warm', 'make it warm', 'make it a', 'make it b'])
})

it('says in which respect batches differ that cannot be done in one', async () => {
  const test = await createDone(two)
  const other = await test.start({ recipe: buildRecipeInput({ parameters: { num_images: 2 } }) })
  await test.settled(other)
  const items = [...test.doneItems, ...(await test.items(other))].map(({ id }) => id)
  expect(await test.again({ relation: 'redo', prompt: 'other', items })).toMatchObject({
    ok: false,
    error: { message: 'Batch 1 and batch 2 differ in their parameters. Choose pictures of one of them.' },
  })
})

it('sends nothing where the request turns out to be another one after the yes', async () => {
  const test = await createDone()
  const plan = await test.quoted({ relation: 'rerun' })
  test.app.database.run(`UPDATE item SET content_key = 'another' WHERE id = :id`, { id: test.doneItems[0]!.id })
  const id = await test.yes(plan)
  expect((await test.items(id))[0]).toMatchObject({ status: 'failed', failure: { code: 'source-changed' }, charged: 0 })
  expect(test.app.provider.submitted).toHaveLength(1)
})

it('rebuilds requests of a model the catalogue does not have any more, as long as its service is there', async () => {
  const test = await createTestDesk()
  const { engine, database, provider } = test.app
  const model = { ...findModel('runflow/reve/edit'), id: 'runflow/reve/withdrawn' }
  const plan = await engine.plan(
    {
      paths: [join(test.photos, 'a.jpg')],
      recipe: { ...buildRecipeInput({ model: model.id }), mask: null },
      model,
      mode: 'paid',
      outputFolder: join(test.folder, 'out'),
      cap: null,
      csv: null,
      again: false,
    },
    { signal: new AbortController().signal, onProgress: () => undefined },
  )
  const { id } = engine.store(plan)
  await engine.run(id, { leave: new AbortController().signal })
  const [item] = await test.items(id)
  for (const wish of [
    { relation: 'rerun', prompt: null },
    { relation: 'redo', prompt: 'other' },
  ] as const) {
    const { planId, repeatable } = await test.call('plan:again', { items: [item!.id], ...wish })
    expect(repeatable).toBe('never')
    const { batchId } = await test.call('plan:run', { planId })
    expect(await test.settled(batchId)).toMatchObject({ status: 'done', counts: { done: 1 } })
  }
  expect(provider.submitted[1]!.body).toBe(provider.submitted[0]!.body)
  database.run(`UPDATE batch SET declaration = json_set(declaration, '$.provider', 'gone') WHERE id = :id`, { id })
  expect(await test.ask('plan:again', { items: [item!.id], relation: 'rerun', prompt: null })).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('is not known any more') as string },
  })
})

it('knows batches from before declarations were kept by the catalogue', async () => {
  const test = await createDone()
  test.app.database.run('UPDATE batch SET declaration = NULL')
  expect((await test.quoted({ relation: 'rerun' })).quote.send).toBe(1)
})

it('prices by today’s list, because that is what will be charged', async () => {
  const test = await createDone()
  test.app.database.run(`UPDATE batch SET declaration = json_set(declaration, '$.price.perImage', 1)`)
  expect((await test.quoted({ relation: 'rerun' })).quote.worstCase).toBe(40_000_000)
})

it('compares reference pictures by their content', async () => {
  const test = await createTestDesk({ pictures: ['a.jpg', 'reference.jpg'] })
  const { rows } = await test.call('sources:list', { after: -1, limit: 10 })
  const [picture, reference] = rows
  const { id } = await test.call('references:add', { sourceId: reference!.id })
  const recipe = buildRecipeInput({ model: 'runflow/openai/gpt-image-2/edit', references: [id] })
  const batchId = await test.start({ recipe, selection: { ids: [picture!.id] } })
  await test.settled(batchId)
  const items = (await test.items(batchId)).map((item) => item.id)
  const plan = () => test.ask('plan:again', { items, relation: 'rerun', prompt: null })
  expect(await plan()).toMatchObject({ ok: true, value: { quote: { send: 1 }, left: [] } })
  writeFileSync(join(test.photos, 'reference.jpg'), 'another reference')
  expect(await plan()).toMatchObject({ ok: false, error: { code: 'source-changed' } })
})

it('does not pay again unasked for results that were moved to the bin, and says so in the quote', async () => {
  const test = await createDone(two)
  const outputs = test.doneItems.flatMap((item) => item.outputs.map(({ id }) => id))
  const { undo } = await test.call('review:bin', { outputs })
  expect((await test.items(test.batchId))[0]!.outputs).toEqual([])
  const { quote } = await test.plan()
  expect(quote).toMatchObject({ send: 0, skipped: { 'already-done': 2 } })
  expect(quote.warnings).toContainEqual(expect.stringContaining('2 skipped pictures have their results in the bin'))
  expect((await test.plan({ again: true })).quote.send).toBe(2)
  await test.call('review:undo', { undo })
  const { quote: later } = await test.plan()
  expect(later.skipped).toEqual({ 'already-done': 2 })
  expect(later.warnings.join(' ')).not.toContain('bin')
  expect(readFileSync(test.doneItems[0]!.outputs[0]!.path, 'utf8')).not.toBe('')
})
