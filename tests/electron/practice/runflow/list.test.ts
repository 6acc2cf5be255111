import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { startBench, submitReve, type Answer, type Bench } from '../bench.ts'

async function benchWithRuns(): Promise<Bench> {
  const clock = createManualClock()
  const bench = await startBench({ clock })
  for (const client_ref of ['a', 'b', 'c', 'd', 'e']) {
    await submitReve(bench.runflow, { client_ref })
    clock.advance(1_000)
  }
  return bench
}

function references({ body }: Answer): string {
  return (body as { items: { client_ref: string }[] }).items.map(({ client_ref }) => client_ref).join('')
}

it('finds the run of a client reference, and nothing for another', async () => {
  const { runflow } = await benchWithRuns()
  const found = await runflow.get("/v1/runs?q=client_ref.EQ:'c'&limit=5&sort_by=created_at:desc")
  expect(references(found)).toBe('c')
  expect((await runflow.get("/v1/runs?q=client_ref.EQ:'x'")).body).toEqual({
    items: [],
    first: null,
    next: null,
    previous: null,
  })
})

it('lists newest first, or oldest first on request', async () => {
  const { runflow } = await benchWithRuns()
  expect(references(await runflow.get('/v1/runs'))).toBe('edcba')
  expect(references(await runflow.get('/v1/runs?sort_by=created_at:asc'))).toBe('abcde')
})

it('pages forwards and backwards', async () => {
  const { runflow } = await benchWithRuns()
  const first = await runflow.get('/v1/runs?limit=2')
  const second = await runflow.get(`/v1/runs?limit=2&pq=${first.text('next')}`)
  const third = await runflow.get(`/v1/runs?limit=2&pq=${second.text('next')}`)
  expect([first, second, third].map(references)).toEqual(['ed', 'cb', 'a'])
  expect(third.body).toMatchObject({ next: null })
  const back = await runflow.get(`/v1/runs?limit=2&from_prev=true&pq=${third.text('previous')}`)
  expect(references(back)).toBe('cb')
})

it('names its cursors in the other documented way when told to', async () => {
  const { practice, runflow } = await benchWithRuns()
  practice.scenario.runflow.always('list', { kind: 'runflow-dialect', cursors: 'next_pq' })
  const page = await runflow.get('/v1/runs?limit=2')
  expect(page.body).not.toHaveProperty('next')
  expect(references(await runflow.get(`/v1/runs?limit=2&pq=${page.text('next_pq')}`))).toBe('cb')
})

it('filters by status, ending what is due first', async () => {
  const { practice, runflow } = await benchWithRuns()
  practice.scenario.runflow.next('submit', { kind: 'run', end: 'failed' })
  await submitReve(runflow, { client_ref: 'f' })
  expect(references(await runflow.get('/v1/runs?q=status_code:failed'))).toBe('f')
  expect(references(await runflow.get('/v1/runs?q=status_code:succeeded'))).toBe('edcba')
})

it.each([
  ['a filter it cannot read', 'q=client_ref~a', 400],
  ['no rows', 'limit=0', 422],
  ['too many rows', 'limit=501', 422],
  ['a foreign cursor', 'pq=abc', 422],
  ['an unknown order', 'sort_by=cost:asc', 422],
])('refuses %s', async (_, query, status) => {
  const { runflow } = await startBench()
  expect((await runflow.get(`/v1/runs?${query}`)).status).toBe(status)
})

it('lists the statuses there are', async () => {
  const { runflow } = await startBench()
  expect((await runflow.get('/v1/runs/statuses')).body).toMatchObject({
    items: [{ code: 'queued' }, {}, {}, {}, {}, {}, {}],
  })
})
