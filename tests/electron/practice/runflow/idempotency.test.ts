import { expect, it } from 'vitest'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createManualClock } from '../manual-clock.ts'
import { buildPicture, dataUri, revePath, startBench, temporaryFolder, upload } from '../bench.ts'

const key = { 'idempotency-key': 'attempt-1' }

it('replays the first answer to the same key and body, and makes one run of it', async () => {
  const { practice, runflow } = await startBench()
  const body = { input: { prompt: 'dusk', image_url: await upload(runflow, await buildPicture()) } }
  const first = await runflow.post(revePath, body, key)
  await runflow.get(`/v1/runs/${first.text('id')}`)
  const again = await runflow.post(revePath, body, key)
  expect([again.status, again.body]).toEqual([201, first.body])
  expect((await practice.inspect()).runflow).toMatchObject({ charges: 1, paid: [{ idempotencyKey: 'attempt-1' }] })
})

it('makes one run of the same request sent many times at once', async () => {
  const { practice, runflow } = await startBench({ folder: await temporaryFolder() })
  const body = { input: { prompt: 'dusk', image_url: await dataUri() } }
  const answers = await Promise.all(Array.from({ length: 8 }, () => runflow.post(revePath, body, key)))
  expect(new Set(answers.map((answer) => answer.text('id'))).size).toBe(1)
  expect((await practice.inspect()).runflow.paid).toHaveLength(1)
})

it('answers 409 to the same key with another body or another model', async () => {
  const { runflow } = await startBench()
  const image_url = await upload(runflow, await buildPicture())
  await runflow.post(revePath, { input: { prompt: 'dusk', image_url } }, key)
  const other = await runflow.post(revePath, { input: { prompt: 'dawn', image_url } }, key)
  expect([other.status, other.text('code')]).toEqual([409, 'CONFLICT'])
  const elsewhere = '/v1/models/black-forest-labs/flux-1-dev/edit/runs'
  expect((await runflow.post(elsewhere, { input: { prompt: 'dusk', image_url } }, key)).status).toBe(409)
})

it('keeps no refusal, so a corrected request may use its key', async () => {
  const { runflow } = await startBench()
  expect((await runflow.post(revePath, { input: {} }, key)).status).toBe(422)
  const body = { input: { prompt: 'dusk', image_url: await dataUri() } }
  expect((await runflow.post(revePath, body, key)).status).toBe(201)
})

it('replays although the credit ran out and the link in the body expired since', async () => {
  const clock = createManualClock()
  const { runflow } = await startBench({ clock, startingBalance: { runflow: nanoUsd(40_000_000) } })
  const body = { input: { prompt: 'dusk', image_url: await upload(runflow, await buildPicture()) } }
  const first = await runflow.post(revePath, body, key)
  await runflow.get(`/v1/runs/${first.text('id')}`)
  expect((await runflow.post(revePath, body)).status).toBe(402)
  clock.advance(2 * 60 * 60_000)
  expect((await runflow.post(revePath, body)).status).toBe(422)
  expect((await runflow.post(revePath, body, key)).text('id')).toBe(first.text('id'))
})

it('makes a second run of a request without a key', async () => {
  const { practice, runflow } = await startBench()
  const body = { input: { prompt: 'dusk', image_url: await dataUri() } }
  await runflow.post(revePath, body)
  await runflow.post(revePath, body)
  expect((await practice.inspect()).runflow.paid).toHaveLength(2)
})

it('replays uploads and their confirmations, too', async () => {
  const { practice, runflow } = await startBench()
  const session = { filename: 'a', mime_type: 'image/png', size_bytes: 10 }
  const first = await runflow.post('/v1/asset-uploads', session, key)
  const again = await runflow.post('/v1/asset-uploads', session, key)
  expect(again.body).toEqual(first.body)
  expect((await practice.inspect()).runflow.uploads).toHaveLength(1)
})
