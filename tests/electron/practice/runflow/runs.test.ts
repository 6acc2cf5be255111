import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import type { RunflowScenario } from '../../../../electron/practice/scenario.ts'
import { buildPicture, revePath, startBench, submitReve, upload, type Answer, type Bench } from '../bench.ts'

type RunScenario = Omit<Extract<RunflowScenario, { kind: 'run' }>, 'kind'>

async function runWith(scenario: RunScenario): Promise<Bench & { run: Answer }> {
  const bench = await startBench()
  bench.practice.scenario.runflow.next('submit', { kind: 'run', ...scenario })
  const { text } = await submitReve(bench.runflow)
  return { ...bench, run: await bench.runflow.get(`/v1/runs/${text('id')}`) }
}

it('goes from queued over dispatching and running to its end as time passes', async () => {
  const clock = createManualClock()
  const whole = { fromMs: 10_000, toMs: 10_000 }
  const { practice, runflow } = await startBench({ clock, delays: { run: whole, generation: whole, postingMs: 0 } })
  const path = `/v1/runs/${(await submitReve(runflow)).text('id')}`
  const status = async (): Promise<string> => (await runflow.get(path)).text('status_code')
  expect(await status()).toBe('queued')
  clock.advance(2_000)
  expect(await status()).toBe('dispatching')
  clock.advance(1_000)
  expect(await status()).toBe('running')
  expect((await practice.inspect()).runflow).toMatchObject({ charges: 0, paid: [{ outcome: 'working' }] })
  clock.advance(7_000)
  expect(await status()).toBe('succeeded')
  expect((await runflow.get(path)).body).toMatchObject({
    created_at: '2026-05-06T10:00:00.000Z',
    started_at: '2026-05-06T10:00:02.000Z',
    completed_at: '2026-05-06T10:00:10.000Z',
    output: { nsfw_detected: false, timing: { inference_ms: 7_000 } },
  })
})

it('charges a run that nobody waits for', async () => {
  const clock = createManualClock()
  const delay = { fromMs: 4_000, toMs: 4_000 }
  const { practice, runflow } = await startBench({ clock, delays: { run: delay, generation: delay, postingMs: 0 } })
  await submitReve(runflow)
  clock.advance(4_000)
  expect((await runflow.get('/v1/billing/balance')).body).toMatchObject({ balance: '24.96' })
  expect((await practice.inspect()).runflow.charges).toBe(1)
})

it('answers 404 to a run it does not know', async () => {
  const { runflow } = await startBench()
  const answer = await runflow.get('/v1/runs/0197c1de-0000-7000-8000-000000000001')
  expect([answer.status, answer.body]).toEqual([404, { code: 'RUN_NOT_FOUND', message: 'No such run.', errors: null }])
})

it('lets a run wait in the queue for as many reads as it is told', async () => {
  const { runflow, run } = await runWith({ workingPolls: 2, workingStatus: 'queued' })
  const path = `/v1/runs/${run.text('id')}`
  expect(run.text('status_code')).toBe('queued')
  expect((await runflow.get(path)).text('status_code')).toBe('queued')
  expect((await runflow.get(path)).text('status_code')).toBe('succeeded')
})

it('lets a run wait in the queue for a time', async () => {
  const { run } = await runWith({ queuedMs: 3_600_000 })
  expect(run.body).toMatchObject({ status_code: 'queued', started_at: null })
})

it('tells a status nobody has heard of', async () => {
  const { run } = await runWith({ workingPolls: 1, workingStatus: 'hibernating' })
  expect(run.body).toMatchObject({ status_code: 'hibernating', output: null })
})

it('fails with the code, message and stage it is given, without a charge', async () => {
  const failure = { failureCode: 'MODEL_CRASHED', failureMessage: 'Out of memory' } as const
  const { practice, run } = await runWith({ end: 'failed', ...failure })
  expect(run.body).toMatchObject({
    status_code: 'failed',
    failure_code: 'MODEL_CRASHED',
    failure_message: 'Out of memory',
    failure_stage_code: 'dispatch',
    output: null,
    cost: null,
  })
  expect((await practice.inspect()).runflow).toMatchObject({ charges: 0, balance: 25_000_000_000 })
})

it('names the stage of a failure in the other documented way', async () => {
  const { run } = await runWith({ end: 'failed', failureStageField: 'failure_stage' })
  expect(run.body).toMatchObject({ failure_stage: 'dispatch' })
  expect(run.body).not.toHaveProperty('failure_stage_code')
})

it.each(['canceled', 'cancelled'] as const)('ends a run as %s, billed only when told so', async (end) => {
  const free = await runWith({ end })
  expect(free.run.body).toMatchObject({ status_code: end, output: null, cost: null })
  expect((await free.practice.inspect()).runflow.charges).toBe(0)
  const billed = await runWith({ end, isBilled: true })
  expect(billed.run.body).toMatchObject({ status_code: end, output: null, cost: '0.04' })
  expect((await billed.practice.inspect()).runflow.charges).toBe(1)
})

it('ends with some of the pictures and charges those', async () => {
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.always('submit', { kind: 'run', end: 'partial_succeeded' })
  const input = { prompt: 'dusk', image_url: await upload(runflow, await buildPicture()), num_images: 3 }
  const { text } = await runflow.post(revePath, { input })
  const run = await runflow.get(`/v1/runs/${text('id')}`)
  expect(run.body).toMatchObject({ status_code: 'partial_succeeded', cost: '0.08', output: { outputs: [{}, {}] } })
})

it('succeeds without any picture', async () => {
  const { run } = await runWith({ outputs: 'none' })
  expect(run.body).toMatchObject({ status_code: 'succeeded', output: { outputs: [] } })
})

it('succeeds in the former shape with image_urls', async () => {
  const { run } = await runWith({ outputs: 'image_urls' })
  expect(run.body).not.toHaveProperty('output.outputs')
  expect((await fetch(run.text('output.image_urls.0'))).status).toBe(200)
})

it.each([true, null])('says of nsfw_detected %s', async (nsfw) => {
  const { run } = await runWith({ nsfw })
  expect(run.body).toMatchObject({ status_code: 'succeeded', output: { nsfw_detected: nsfw } })
})

it('lets a result link answer 403 once, and the link of the next read work', async () => {
  const { practice, runflow, run } = await runWith({})
  practice.scenario.runflow.next('download', { kind: 'status', status: 403, body: 'text' })
  expect((await fetch(run.text('output.outputs.0.url'))).status).toBe(403)
  const anew = await runflow.get(`/v1/runs/${run.text('id')}?add_signature=true`)
  expect((await fetch(anew.text('output.outputs.0.url'))).status).toBe(200)
})

it('lets the results of prompts with certain words always answer 403', async () => {
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.match('WARMER sky', { kind: 'status', status: 403 }, 'download')
  const { text } = await submitReve(runflow)
  for (let read = 0; read < 2; read += 1) {
    const run = await runflow.get(`/v1/runs/${text('id')}?add_signature=true`)
    expect((await fetch(run.text('output.outputs.0.url'))).status).toBe(403)
  }
})

it('gives every result of a request a variant of its own', async () => {
  const variants: number[] = []
  const { runflow } = await startBench({
    transform: ({ bytes, variant }) => {
      variants.push(variant)
      return Promise.resolve({ bytes, width: 1, height: 1, mimeType: 'image/png' })
    },
  })
  const input = { prompt: 'dusk', image_url: await upload(runflow, await buildPicture()), num_images: 2 }
  const { text } = await runflow.post(revePath, { input })
  await runflow.get(`/v1/runs/${text('id')}`)
  expect(variants).toEqual([0, 1])
})
