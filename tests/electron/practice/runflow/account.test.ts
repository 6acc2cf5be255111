import { expect, it } from 'vitest'
import { startBench, submitReve } from '../bench.ts'

it('answers its health and who the key belongs to', async () => {
  const { runflow } = await startBench()
  expect((await runflow.get('/v1/health')).body).toEqual({ status: 'ok' })
  expect((await runflow.get('/v1/auth/me')).body).toMatchObject({ name: 'Practice' })
})

it.each(['/v1/health', '/v1/auth/me', '/v1/billing/balance', '/v1/runs', '/v1/assets/types', '/v1/nowhere'])(
  'answers 401 on %s without the key and with a wrong one',
  async (path) => {
    const { practice, runflow } = await startBench()
    const unauthorized = { status: 401, body: { code: 'UNAUTHORIZED' } }
    expect(await runflow.get(path, { authorization: 'Bearer wrong' })).toMatchObject(unauthorized)
    expect(await runflow.get(path, { authorization: practice.runflow.key })).toMatchObject(unauthorized)
    expect((await fetch(practice.runflow.url + path)).status).toBe(401)
  },
)

it('tells the balance in both documented shapes and on both routes', async () => {
  const { practice, runflow } = await startBench()
  await submitReve(runflow)
  expect((await runflow.get('/v1/billing/balance')).body).toMatchObject({
    balance: '24.96',
    low_balance_threshold: null,
  })
  expect((await runflow.get('/v1/credit-balances')).body).toMatchObject({ balance: '24.96' })
  practice.scenario.runflow.always('balance', { kind: 'runflow-dialect', balance: 'cents' })
  expect((await runflow.get('/v1/billing/balance')).body).toEqual({ balance_cents: 2_496, currency: 'USD' })
})

it.each([
  [401, 'UNAUTHORIZED'],
  [402, 'INSUFFICIENT_CREDIT'],
  [403, 'PERMISSION_DENIED'],
  [404, 'RUN_NOT_FOUND'],
  [409, 'CONFLICT'],
  [422, 'validation_error'],
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL_ERROR'],
  [503, 'MODEL_UNAVAILABLE'],
])('refuses with %d as %s when told to, and accepts nothing', async (status, code) => {
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.next('submit', { kind: 'status', status })
  expect(await submitReve(runflow)).toMatchObject({ status, body: { code, errors: null } })
  expect((await practice.inspect()).runflow.paid).toEqual([])
  expect((await submitReve(runflow)).status).toBe(201)
})

it('puts errors in the shape the SDK knows when told to', async () => {
  const { practice, runflow } = await startBench()
  practice.scenario.runflow.always('any', { kind: 'runflow-dialect', errors: 'nested' })
  expect((await runflow.get('/v1/runs/unknown')).body).toEqual({
    error: { code: 'RUN_NOT_FOUND', message: 'No such run.' },
  })
})

it('answers 404 to an unknown address and 405 to an unknown method', async () => {
  const { runflow } = await startBench()
  expect((await runflow.get('/v1/nowhere')).status).toBe(404)
  expect((await runflow.get('/v1/runs/a%ZZ')).status).toBe(405)
  expect((await runflow.post('/v1/auth/me', {})).status).toBe(405)
  expect((await runflow.post('/v1/runs/a/cancellation', {})).status).toBe(404)
})
