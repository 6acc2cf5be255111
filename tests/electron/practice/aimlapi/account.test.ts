import { expect, it } from 'vitest'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createManualClock } from '../manual-clock.ts'
import { generate, startBench } from '../bench.ts'

const noTime = { fromMs: 0, toMs: 0 }
const slowPosting = { run: noTime, generation: noTime, postingMs: 30_000 }

it('posts a charge to balance, transactions and log some time after the answer', async () => {
  const clock = createManualClock()
  const { practice, aimlapi } = await startBench({ clock, delays: slowPosting })
  const answer = await generate(aimlapi, {}, { 'x-client-request-id': 'attempt-1' })
  expect((await aimlapi.get('/v2/billing')).body).toEqual({ current_balance: 25, currency: 'USD' })
  expect((await aimlapi.get('/v2/logs?period=24h')).body).toMatchObject({ data: [] })
  expect((await practice.inspect()).aimlapi).toMatchObject({ charges: 1, balance: 24_895_000_000 })

  clock.advance(30_000)
  expect((await aimlapi.get('/v2/billing')).body).toEqual({ current_balance: 24.895, currency: 'USD' })
  const reference = answer.headers.get('x-inference-id')
  expect((await aimlapi.get('/v2/billing/transactions')).body).toMatchObject({
    data: [
      { direction: 'CHARGE', type: 'MODEL_USAGE', amount: { usd: 0.105, credits: 210_000 }, reference_id: reference },
      { direction: 'TOPUP', type: 'INIT', amount: { usd: 25 } },
    ],
    pagination: { next_cursor: null, has_more: false },
  })
  expect((await aimlapi.get('/v2/logs?period=7d')).body).toMatchObject({
    data: [
      {
        status: 'succeeded',
        origin: 'api',
        model: 'reve/edit-image',
        cost: { usd: 0.105, credits: 210_000 },
        inference_id: reference,
        client_request_id: 'attempt-1',
      },
    ],
  })
})

it('tells the balance in every shape there is', async () => {
  const { aimlapi } = await startBench()
  await generate(aimlapi)
  expect((await aimlapi.get('/v2/billing/detail')).body).toMatchObject({
    current_balance: 24.895,
    autotopup_settings: { is_enabled: false },
  })
  expect((await aimlapi.get('/v1/billing/balance')).body).toMatchObject({ balance: 49_790_000, lowBalance: false })
})

it('tells about its key, and refuses another one everywhere but on the models', async () => {
  const { practice, aimlapi } = await startBench()
  expect((await aimlapi.get('/v1/key')).body).toMatchObject({
    data: { prefix: practice.aimlapi.key.slice(0, 8), disabled: false, scopes: ['model:image'], monthly_usage: 0 },
  })
  const wrong = { authorization: 'Bearer wrong' }
  for (const path of ['/v1/key', '/v2/billing', '/v2/billing/detail', '/v2/logs?period=24h', '/v1/billing/balance']) {
    expect((await aimlapi.get(path, wrong)).status).toBe(401)
  }
  expect((await fetch(`${practice.aimlapi.url}/v1/models`)).status).toBe(200)
})

it('logs refusals at no cost, but not those of a wrong key or of an answer that only got lost', async () => {
  const { practice, aimlapi } = await startBench()
  await generate(aimlapi, { prompt: 1 }, { 'x-client-request-id': 'refused' })
  await generate(aimlapi, {}, { authorization: 'Bearer wrong' })
  practice.scenario.aimlapi.next('submit', { kind: 'status', status: 502 })
  await generate(aimlapi, {}, { 'x-client-request-id': 'failed' })
  practice.scenario.aimlapi.next('submit', { kind: 'status', status: 500, when: 'after' })
  await generate(aimlapi, {}, { 'x-client-request-id': 'lost' })
  const { body } = await aimlapi.get('/v2/logs?period=24h')
  const rows = (body as { data: { client_request_id: string; status: string; cost: { usd: number } }[] }).data
  expect(rows.map((row) => `${row.client_request_id} ${row.status} ${row.cost.usd}`).sort()).toEqual([
    'failed failed 0',
    'lost succeeded 0.105',
    'refused failed 0',
  ])
})

it('drops an invalid client request id without a word', async () => {
  const { practice, aimlapi } = await startBench()
  for (const id of ['a b', 'x'.repeat(129)]) {
    const answer = await generate(aimlapi, {}, { 'x-client-request-id': id })
    expect([answer.status, answer.headers.has('x-client-request-id')]).toEqual([200, false])
  }
  expect((await practice.inspect()).aimlapi.paid).toMatchObject([{ clientRequestId: null }, { clientRequestId: null }])
})

it('pages and filters the log', async () => {
  const clock = createManualClock()
  const { aimlapi } = await startBench({ clock })
  for (const id of ['a', 'b', 'c']) {
    await generate(aimlapi, {}, { 'x-client-request-id': id })
    clock.advance(1_000)
  }
  await generate(aimlapi, { prompt: 1 })
  const page = '/v2/logs?period=24h&status=succeeded&model=reve/edit-image&limit=2'
  expect((await aimlapi.get(page)).body).toMatchObject({
    data: [{ client_request_id: 'c' }, { client_request_id: 'b' }],
    pagination: { limit: 2, offset: 0, total: 3, has_more: true },
  })
  expect((await aimlapi.get(`${page}&offset=2`)).body).toMatchObject({
    data: [{ client_request_id: 'a' }],
    pagination: { has_more: false },
  })
  const span = 'start=2026-05-06T10:00:01Z&end=2026-05-06T10:00:01Z'
  expect((await aimlapi.get(`/v2/logs?${span}`)).body).toMatchObject({ data: [{ client_request_id: 'b' }] })
  expect((await aimlapi.get('/v2/logs?period=24h&status=failed&status=succeeded')).body).toMatchObject({
    pagination: { total: 4 },
  })
  clock.advance(25 * 60 * 60_000)
  expect((await aimlapi.get('/v2/logs?period=24h')).body).toMatchObject({ pagination: { total: 0 } })
})

it.each([
  'limit=10',
  'period=1h',
  'start=2026-01-01T00:00:00Z',
  'start=2026-01-01T00:00:00Z&end=2026-06-01T00:00:00Z',
  'period=24h&limit=101',
  'period=24h&status=succeeded,failed',
  'period=24h&client_request_id=a',
])('refuses the log query %s', async (query) => {
  const { aimlapi } = await startBench()
  const answer = await aimlapi.get(`/v2/logs?${query}`)
  expect([answer.status, answer.text('message')]).toEqual([400, expect.stringMatching(/^Query validation error\n/)])
})

it('limits the log to 200 requests a minute', async () => {
  const clock = createManualClock()
  const { aimlapi } = await startBench({ clock })
  for (let count = 0; count < 200; count += 1) await aimlapi.get('/v2/logs?period=24h')
  expect((await aimlapi.get('/v2/logs?period=24h')).status).toBe(429)
  clock.advance(60_000)
  expect((await aimlapi.get('/v2/logs?period=24h')).status).toBe(200)
})

it('pages and filters the transactions, and refuses what it does not know', async () => {
  const clock = createManualClock()
  const { practice, aimlapi } = await startBench({ clock })
  for (let count = 0; count < 3; count += 1) {
    clock.advance(1_000)
    await generate(aimlapi)
  }
  clock.advance(1_000)
  practice.topUp('aimlapi', nanoUsd(1_000_000_000))
  const path = '/v2/billing/transactions'
  const first = await aimlapi.get(`${path}?limit=3`)
  expect(first.body).toMatchObject({ data: [{ type: 'PAYMENT' }, {}, {}], pagination: { has_more: true } })
  const rest = await aimlapi.get(`${path}?limit=3&cursor=${first.text('pagination.next_cursor')}`)
  expect(rest.body).toMatchObject({
    data: [{ type: 'MODEL_USAGE' }, { type: 'INIT' }],
    pagination: { has_more: false },
  })
  const charges = await aimlapi.get(`${path}?direction=CHARGE&from=2026-05-06T10:00:02Z&to=2026-05-06T10:00:03Z`)
  expect(charges.body).toMatchObject({ data: [{ type: 'MODEL_USAGE' }, { type: 'MODEL_USAGE' }] })
  expect((await aimlapi.get(`${path}?type=REFUND`)).body).toMatchObject({ data: [] })
  for (const wrong of ['page=2', 'limit=0', 'cursor=abc', 'direction=UP']) {
    expect((await aimlapi.get(`${path}?${wrong}`)).status).toBe(400)
  }
})

it('lists its model with the price on request, and answers 304 to what has not changed', async () => {
  const { aimlapi } = await startBench()
  const list = await aimlapi.get('/v1/models?id=reve/edit-image&include=pricing')
  expect(list.body).toMatchObject({
    object: 'list',
    data: [{ id: 'reve/edit-image', type: 'image', pricing: { kind: 'fixed', units: [{ price: 105, per: 1_000 }] } }],
  })
  const same = await aimlapi.get('/v1/models?id=reve/edit-image&include=pricing', {
    'if-none-match': list.headers.get('etag')!,
  })
  expect(same.status).toBe(304)
  expect((await aimlapi.get('/v1/models')).body).not.toHaveProperty('data.0.pricing')
  expect((await aimlapi.get('/v1/models?id=unknown')).body).toMatchObject({ data: [] })
  expect((await aimlapi.get('/model/reve/edit-image')).body).toMatchObject({ object: 'model' })
  expect((await aimlapi.get('/model/unknown')).status).toBe(404)
})
