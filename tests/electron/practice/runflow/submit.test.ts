import { expect, it } from 'vitest'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { buildPicture, dataUri, revePath, startBench, submitReve, upload, type Answer } from '../bench.ts'

const fluxPath = '/v1/models/black-forest-labs/flux-1-dev/edit/runs'
const gptPath = '/v1/models/openai/gpt-image-2/edit/runs'

it('accepts a run with 201, queued, and echoes what it was given', async () => {
  const { runflow } = await startBench()
  const answer = await submitReve(runflow, { client_ref: 'job-1/item-2', metadata: { job: '1' } })
  expect(answer.status).toBe(201)
  expect(answer.text('id')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(answer.body).toMatchObject({
    status_code: 'queued',
    target_type: 'model',
    client_ref: 'job-1/item-2',
    metadata: { job: '1' },
    output: null,
    started_at: null,
    failure_code: null,
  })
})

it('makes each model what it is documented to make, at its price', async () => {
  const { practice, runflow } = await startBench()
  const url = await upload(runflow, await buildPicture())
  const reve = await runflow.post(revePath, {
    input: { prompt: 'dusk', image_url: url, num_images: 2, output_format: 'webp' },
  })
  const flux = await runflow.post(fluxPath, { input: { prompt: 'dusk', image_b64: url, strength: 0.8, seed: 7 } })
  const gpt = await runflow.post(gptPath, {
    input: { prompt: 'dusk', image_urls: [url, url], mask_url: url, quality: 'low', image_size: 'auto' },
  })
  const runs = await Promise.all([reve, flux, gpt].map((answer) => runflow.get(`/v1/runs/${answer.text('id')}`)))
  expect(runs.map(({ body }) => body)).toMatchObject([
    { cost: '0.08', output: { outputs: [{ content_type: 'image/webp' }, { content_type: 'image/webp' }], seed: null } },
    { cost: '0.025', output: { outputs: [{ content_type: 'image/jpeg', width: 24, height: 16 }], seed: 7 } },
    { cost: '0.133', output: { outputs: [{ type: 'image', content_type: 'image/png' }] } },
  ])
  expect((await practice.inspect()).runflow).toMatchObject({ charges: 3, charged: 238_000_000 })
})

it.each([
  ['a missing prompt', { prompt: undefined }, 'input.prompt'],
  ['an empty prompt', { prompt: '' }, 'input.prompt'],
  ['an unknown field', { mood: 'blue' }, 'input.mood'],
  ['sync_mode, whose result is never kept', { sync_mode: false }, 'input.sync_mode'],
  ['a fraction of a picture', { num_images: 1.5 }, 'input.num_images'],
  ['too many pictures', { num_images: 5 }, 'input.num_images'],
  ['an unknown format', { output_format: 'tiff' }, 'input.output_format'],
  ['a number as text', { num_images: '2' }, 'input.num_images'],
])('refuses %s with 422 and the name of the field', async (_, wrong, field) => {
  const { practice, runflow } = await startBench()
  const image_url = await upload(runflow, await buildPicture())
  const answer = await runflow.post(revePath, { input: { prompt: 'dusk', image_url, ...wrong } })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ code: 'validation_error', errors: [{ field }] })
  expect((await practice.inspect()).runflow.paid).toEqual([])
})

it.each([
  ['an unknown field beside the input', { priority: 1 }, 'priority'],
  ['a reference above 255 characters', { client_ref: 'x'.repeat(256) }, 'client_ref'],
  ['a callback that is no address', { callback_url: 'here' }, 'callback_url'],
])('refuses %s with 422', async (_, wrong, field) => {
  const { runflow } = await startBench()
  expect((await submitReve(runflow, wrong)).body).toMatchObject({ errors: [{ field }] })
})

it.each([
  ['strength above 1', { strength: 1.1 }, 'input.strength'],
  ['a seed of 0', { seed: 0 }, 'input.seed'],
  ['no steps', { steps: 0 }, 'input.steps'],
  ['several results, which FLUX does not make', { num_images: 2 }, 'input.num_images'],
])('refuses for FLUX %s', async (_, wrong, field) => {
  const { runflow } = await startBench()
  const image_b64 = await upload(runflow, await buildPicture())
  const answer = await runflow.post(fluxPath, { input: { prompt: 'dusk', image_b64, ...wrong } })
  expect(answer.body).toMatchObject({ errors: [{ field }] })
})

it('refuses for GPT Image 2 a single link, no link, an own size and data URIs', async () => {
  const { runflow } = await startBench()
  const url = await upload(runflow, await buildPicture())
  const submit = (input: object): Promise<Answer> => runflow.post(gptPath, { input: { prompt: 'dusk', ...input } })
  expect((await submit({ image_urls: url })).text('errors.0.field')).toBe('input.image_urls')
  expect((await submit({ image_urls: [] })).body).toMatchObject({ errors: [{ field: 'input.image_urls' }] })
  const sized = await submit({ image_urls: [url], image_size: { width: 1, height: 1 } })
  expect(sized.body).toMatchObject({ errors: [{ field: 'input.image_size' }] })
  const inline = await submit({ image_urls: [url, await dataUri()] })
  expect(inline.body).toMatchObject({ errors: [{ field: 'input.image_urls.1', message: 'Must use HTTP(S)' }] })
})

it('takes inline pictures where the reference says so and shows them as signed links', async () => {
  const { runflow } = await startBench()
  const bytes = await buildPicture()
  const reve = await runflow.post(revePath, { input: { prompt: 'dusk', image_url: await dataUri() } })
  const flux = await runflow.post(fluxPath, { input: { prompt: 'dusk', image_b64: bytes.toString('base64') } })
  expect([reve.status, flux.status]).toEqual([201, 201])
  const shown = (await runflow.get(`/v1/runs/${reve.text('id')}`)).text('input.image_url')
  expect(shown).toMatch(/^http:.*signature=/)
  expect(Buffer.from(await (await fetch(shown)).arrayBuffer())).toEqual(bytes)
})

it.each([
  ['a picture elsewhere', 'https://pictures.example/a.png'],
  ['a stored link with another signature', 'SIGNED0'],
  ['a reference only Runflow itself may use', 'runflow://assets/0197c1de-0000-7000-8000-000000000001'],
  ['an inline text', `data:image/png;base64,${Buffer.from('not a picture at all').toString('base64')}`],
  ['a data URI that is no base64', 'data:image/png;base64,%%%'],
])('refuses %s as a source', async (_, link) => {
  const { runflow } = await startBench()
  const stored = await upload(runflow, await buildPicture())
  const image_url = link.replace('SIGNED', stored.slice(0, -1) + (stored.endsWith('0') ? '1' : ''))
  const answer = await runflow.post(revePath, { input: { prompt: 'dusk', image_url } })
  expect(answer.status).toBe(422)
  expect(answer.body).toMatchObject({ errors: [{ field: 'input.image_url' }] })
})

it('brings back the former 422 for inline pictures when told to', async () => {
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.always('submit', { kind: 'runflow-dialect', inlineData: 'refused' })
  const answer = await runflow.post(revePath, { input: { prompt: 'dusk', image_url: await dataUri() } })
  expect(answer.body).toMatchObject({ errors: [{ message: 'Must use HTTP(S) or data URI' }] })
  expect((await submitReve(runflow)).status).toBe(201)
})

it('takes a result as the source of the next run', async () => {
  const { runflow } = await startBench()
  const first = await submitReve(runflow)
  const link = (await runflow.get(`/v1/runs/${first.text('id')}`)).text('output.outputs.0.url')
  expect((await runflow.post(revePath, { input: { prompt: 'again', image_url: link } })).status).toBe(201)
})

it('answers 400 to a body that is no JSON and 404 to an unknown model', async () => {
  const { practice, runflow } = await startBench()
  const headers = { authorization: `Bearer ${practice.runflow.key}`, 'content-type': 'application/json' }
  const broken = await fetch(practice.runflow.url + revePath, { method: 'POST', body: '{"input":', headers })
  expect(broken.status).toBe(400)
  const untyped = await runflow.post(revePath, { input: {} }, { 'content-type': 'text/plain' })
  expect(untyped.status).toBe(400)
  expect((await runflow.post('/v1/models/reve/paint/runs', {})).status).toBe(404)
  expect((await runflow.post('/v1/models/reve/runs', {})).status).toBe(404)
})

it('takes no batches', async () => {
  const { runflow } = await startBench()
  expect((await runflow.post('/v1/models/openai/gpt-image-2/edit/batches', { input: [{}] })).status).toBe(422)
})

it('charges successes only, and answers 402 before a run that the balance does not cover', async () => {
  const { practice, runflow } = await startBench({ startingBalance: { runflow: nanoUsd(79_000_000) } })
  practice.scenario.runflow.next('submit', { kind: 'run', end: 'failed' })
  await submitReve(runflow)
  expect((await practice.inspect()).runflow).toMatchObject({ balance: 79_000_000, charges: 0 })
  await submitReve(runflow)
  expect((await practice.inspect()).runflow).toMatchObject({ balance: 39_000_000, charges: 1 })
  const refused = await submitReve(runflow)
  expect([refused.status, refused.text('code')]).toEqual([402, 'INSUFFICIENT_CREDIT'])
})

it('fails a run whose source cannot be decoded, without a charge', async () => {
  const { practice, runflow } = await startBench()
  const broken = (await buildPicture()).subarray(0, 60)
  const image_url = await upload(runflow, broken)
  const answer = await runflow.post(revePath, { input: { prompt: 'dusk', image_url } })
  const run = await runflow.get(`/v1/runs/${answer.text('id')}`)
  expect(run.body).toMatchObject({
    status_code: 'failed',
    failure_code: 'INPUT_VALIDATION_FAILED',
    failure_stage_code: 'preprocess',
    output: null,
    cost: null,
  })
  expect((await practice.inspect()).runflow.charges).toBe(0)
})
