import { once } from 'node:events'
import { createServer } from 'node:net'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { nanoUsd } from '../../../shared/domain/money.ts'
import { createPracticeServers } from '../../../electron/practice/practice.ts'
import { negativePicture } from '../../support/practice-transform.ts'
import { createManualClock } from './manual-clock.ts'
import {
  buildPicture,
  createClient,
  generate,
  revePath,
  startBench,
  submitReve,
  temporaryFolder,
  upload,
} from './bench.ts'

const delays = { run: { fromMs: 3_000, toMs: 3_000 }, generation: { fromMs: 3_000, toMs: 3_000 }, postingMs: 0 }

it('keeps keys, balances, uploads, runs and idempotency records in its folder', async () => {
  const folder = await temporaryFolder()
  const first = await createPracticeServers({ folder, delays: 'none', transform: negativePicture })
  const before = createClient(first.runflow)
  const link = await upload(before, await buildPicture())
  const body = { input: { prompt: 'dusk', image_url: link }, client_ref: 'ref-1' }
  const submitted = await before.post(revePath, body, { 'idempotency-key': 'key-1' })
  await generate(createClient(first.aimlapi), {}, { 'x-client-request-id': 'request-1' })
  const truth = await first.inspect()
  await first.close()

  const { practice, runflow, aimlapi } = await startBench({ folder })
  expect(practice.runflow.url).toBe(first.runflow.url)
  expect(practice.runflow.key).toBe(first.runflow.key)
  const replayed = await runflow.post(revePath, body, { 'idempotency-key': 'key-1' })
  expect([replayed.status, replayed.text('id')]).toEqual([201, submitted.text('id')])
  const run = await runflow.get(`/v1/runs/${submitted.text('id')}`)
  expect(run.body).toMatchObject({ status_code: 'succeeded', client_ref: 'ref-1', cost: '0.04' })
  const logs = await aimlapi.get('/v2/logs?period=24h')
  expect(logs.body).toMatchObject({ data: [{ client_request_id: 'request-1', status: 'succeeded' }] })
  const again = await practice.inspect()
  expect(again.runflow.paid).toEqual(truth.runflow.paid)
  expect(again.aimlapi.balance).toBe(25_000_000_000 - 105_000_000)
})

it('serves pictures of an earlier session and takes their links when its port is taken', async () => {
  const folder = await temporaryFolder()
  const first = await createPracticeServers({ folder, delays: 'none', transform: negativePicture })
  const link = await upload(createClient(first.runflow), await buildPicture())
  const submitted = await submitReve(createClient(first.runflow))
  await first.close()
  await takePort(first.runflow.url)

  const { practice, runflow } = await startBench({ folder })
  expect(practice.runflow.url).not.toBe(first.runflow.url)
  const accepted = await runflow.post(revePath, { input: { prompt: 'dusk', image_url: link } })
  expect(accepted.status).toBe(201)
  const run = await runflow.get(`/v1/runs/${submitted.text('id')}`)
  const output = run.text('output.outputs.0.url')
  expect(output.startsWith(practice.runflow.url)).toBe(true)
  expect((await fetch(output)).status).toBe(200)
})

/** Another program gets the port before practice starts again. */
async function takePort(url: string): Promise<void> {
  const other = createServer()
  other.listen(Number(new URL(url).port), '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
}

it('ends a run on time although the process that took it is gone', async () => {
  const folder = await temporaryFolder()
  const clock = createManualClock()
  const first = await createPracticeServers({ folder, delays, clock, transform: negativePicture })
  const submitted = await submitReve(createClient(first.runflow))
  await first.close()

  clock.advance(1_000)
  const { runflow, practice } = await startBench({ folder, delays, clock })
  const path = `/v1/runs/${submitted.text('id')}`
  expect((await runflow.get(path)).body).toMatchObject({ status_code: 'running', output: null, cost: null })
  expect((await practice.inspect()).runflow.charges).toBe(0)
  clock.advance(2_000)
  expect((await runflow.get(path)).body).toMatchObject({ status_code: 'succeeded', duration_ms: 3_000 })
})

it('charges an AIML API generation that was under way when the process ended', async () => {
  const folder = await temporaryFolder()
  const clock = createManualClock()
  const first = await createPracticeServers({ folder, delays, clock, transform: negativePicture })
  const lost = generate(createClient(first.aimlapi)).catch(() => 'no answer')
  await clock.untilWaitedFor()
  await first.close()
  expect(await lost).toBe('no answer')

  clock.advance(60_000)
  const { aimlapi } = await startBench({ folder, delays, clock })
  const logs = await aimlapi.get('/v2/logs?period=24h&status=succeeded')
  expect(logs.body).toMatchObject({ pagination: { total: 1 } })
})

it('forgets a last line that a kill cut short, and refuses a folder damaged elsewhere', async () => {
  const folder = await temporaryFolder()
  const first = await createPracticeServers({ folder, delays: 'none', transform: negativePicture })
  const { key } = first.runflow
  await first.close()
  const state = join(folder, 'runflow', 'state.ndjson')
  await appendFile(state, '{"table":"runs","id":"half')
  const { practice } = await startBench({ folder })
  expect(practice.runflow.key).toBe(key)
  await practice.close()

  await writeFile(state, `not a row\n${await readFile(state, 'utf8')}`)
  const options = { folder, delays: 'none', transform: negativePicture } as const
  await expect(createPracticeServers(options)).rejects.toMatchObject({ code: 'library-damaged' })
})

it('starts with the balance it is told and takes more', async () => {
  const { practice, runflow } = await startBench({ startingBalance: { runflow: nanoUsd(50_000_000) } })
  expect((await submitReve(runflow)).status).toBe(201)
  expect((await submitReve(runflow)).body).toMatchObject({ code: 'INSUFFICIENT_CREDIT' })
  practice.topUp('runflow', nanoUsd(30_000_000))
  expect((await submitReve(runflow)).status).toBe(201)
  expect((await practice.inspect()).runflow).toMatchObject({ balance: 0, charges: 2, charged: 80_000_000 })
})

it('records every request without its key and without signatures', async () => {
  const { practice, runflow } = await startBench()
  await submitReve(runflow, { client_ref: 'ref-1' }, { 'idempotency-key': 'key-1' })
  const { runflow: seen, problems } = await practice.inspect()
  expect(seen.requests.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
    'upload-session 201',
    'upload 200',
    'confirmation 201',
    'submit 201',
  ])
  expect(seen.requests.map(({ authorization }) => authorization)).toEqual(['right', 'none', 'right', 'right'])
  expect(seen.requests.at(-1)).toMatchObject({ method: 'POST', path: revePath, body: { client_ref: 'ref-1' } })
  expect(seen.uploads).toMatchObject([{ name: 'picture', mimeType: 'image/png', isConfirmed: true }])
  expect(seen.paid).toMatchObject([{ idempotencyKey: 'key-1', clientRef: 'ref-1', prompt: 'a warmer sky' }])
  expect(problems).toEqual([])
  const shown = JSON.stringify(seen.requests)
  expect(shown).not.toContain(practice.runflow.key)
  expect(seen.requests[1]!.query).toEqual({ expires: expect.any(String) as string })
})
