import { expect, it } from 'vitest'
import type { Scenario } from '../../../../electron/practice/scenario.ts'
import { createManualClock } from '../manual-clock.ts'
import { buildPicture, dataUri, generationPath, revePath, startBench, until, upload, type Bench } from '../bench.ts'

type Fault = Extract<
  Scenario,
  { kind: 'drop' | 'status' | 'hang' | 'redirect' | 'gzip-bomb' | 'brotli-bomb' | 'cut' | 'content-type' }
>

const services = ['runflow', 'aimlapi'] as const

/** Sends one paid request to a service that misbehaves, without reading the answer's body. */
async function sendPaid(bench: Bench, service: (typeof services)[number], signal?: AbortSignal): Promise<Response> {
  const { url, key } = bench.practice[service]
  const picture = await dataUri()
  const body =
    service === 'runflow'
      ? { input: { prompt: 'dusk', image_url: picture } }
      : { model: 'reve/edit-image', prompt: 'dusk', image_url: picture }
  return fetch(url + (service === 'runflow' ? revePath : generationPath), {
    method: 'POST',
    redirect: 'manual',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    signal: signal ?? null,
  })
}

async function benchWith(service: (typeof services)[number], fault: Fault): Promise<Bench> {
  const bench = await startBench()
  bench.practice.scenario[service].next('submit', fault)
  return bench
}

async function charges(bench: Bench, service: (typeof services)[number]): Promise<number> {
  return (await bench.practice.inspect())[service].charges
}

it.each(services)('drops a connection of %s before and after the work is done', async (service) => {
  const before = await benchWith(service, { kind: 'drop' })
  await expect(sendPaid(before, service)).rejects.toThrow('fetch failed')
  expect(await charges(before, service)).toBe(0)
  const after = await benchWith(service, { kind: 'drop', when: 'after' })
  await expect(sendPaid(after, service)).rejects.toThrow('fetch failed')
  expect(await charges(after, service)).toBe(1)
  expect((await after.practice.inspect())[service].requests[0]).toMatchObject({ fault: 'drop', status: null })
})

it.each(services)('lets a request to %s hang after the work is done, until somebody gives up', async (service) => {
  const bench = await benchWith(service, { kind: 'hang', when: 'after' })
  const giveUp = new AbortController()
  const asked = sendPaid(bench, service, giveUp.signal)
  await until(async () => (await charges(bench, service)) > 0)
  giveUp.abort()
  await expect(asked).rejects.toThrow('aborted')
})

it('ends hanging connections when it closes', async () => {
  const bench = await benchWith('runflow', { kind: 'hang' })
  const asked = sendPaid(bench, 'runflow')
  await until(async () => (await bench.practice.inspect()).runflow.requests.length > 0)
  await bench.practice.close()
  await expect(asked).rejects.toThrow('fetch failed')
})

it.each(services)('answers 500 of %s before and after the work is done', async (service) => {
  const before = await benchWith(service, { kind: 'status', status: 500 })
  expect((await sendPaid(before, service)).status).toBe(500)
  expect(await charges(before, service)).toBe(0)
  const after = await benchWith(service, { kind: 'status', status: 503, when: 'after' })
  expect((await sendPaid(after, service)).status).toBe(503)
  expect(await charges(after, service)).toBe(1)
})

it('adds Retry-After in seconds or as a date, and rate limit headers, only when told to', async () => {
  const clock = createManualClock()
  const { practice, runflow } = await startBench({ clock })
  const next = practice.scenario.runflow.next
  next('list', { kind: 'status', status: 429 })
  next('list', { kind: 'status', status: 429, retryAfterS: 1 })
  next('list', { kind: 'status', status: 429, retryAfterS: 60, retryAfterAs: 'date', hasRateLimitHeaders: true })
  const bare = await runflow.get('/v1/runs')
  expect([bare.status, bare.headers.get('retry-after'), bare.headers.get('x-ratelimit-limit')]).toEqual([
    429,
    null,
    null,
  ])
  expect((await runflow.get('/v1/runs')).headers.get('retry-after')).toBe('1')
  const dated = await runflow.get('/v1/runs')
  expect(dated.headers.get('retry-after')).toBe('Wed, 06 May 2026 10:01:00 GMT')
  expect(dated.headers.get('x-ratelimit-remaining')).toBe('0')
  expect((await runflow.get('/v1/runs')).status).toBe(200)
})

it.each([
  ['html', 'text/html', '<h1>'],
  ['text', 'text/plain', 'upstream'],
  ['empty', null, ''],
] as const)('answers with %s instead of JSON, even with status 200', async (body, type, start) => {
  const bench = await benchWith('aimlapi', { kind: 'status', status: 200, body, when: 'after' })
  const response = await sendPaid(bench, 'aimlapi')
  expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
  expect(await response.text()).toContain(start)
  expect(await charges(bench, 'aimlapi')).toBe(1)
})

it.each([307, 308] as const)('redirects a paid request with %d', async (status) => {
  const bench = await benchWith('runflow', { kind: 'redirect', status, location: 'http://127.0.0.1:9/elsewhere' })
  const response = await sendPaid(bench, 'runflow')
  expect([response.status, response.headers.get('location')]).toEqual([status, 'http://127.0.0.1:9/elsewhere'])
  expect(await charges(bench, 'runflow')).toBe(0)
})

it.each([
  ['gzip-bomb', 'gzip'],
  ['brotli-bomb', 'br'],
] as const)('answers with a %s of the size asked for', async (kind, coding) => {
  const bench = await benchWith('runflow', { kind, megabytes: 3 })
  const response = await sendPaid(bench, 'runflow')
  expect(response.headers.get('content-encoding')).toBe(coding)
  expect(Number(response.headers.get('content-length'))).toBeLessThan(10_000)
  expect((await response.arrayBuffer()).byteLength).toBe(3 * 1024 * 1024)
})

it.each([
  [{ kind: 'cut' }, 'content-length'],
  [{ kind: 'cut', of: 'chunked' }, 'transfer-encoding'],
] as const)('cuts a body and the connection: %o', async (fault, header) => {
  const bench = await startBench()
  const link = await upload(bench.runflow, await buildPicture())
  bench.practice.scenario.runflow.next('download', fault)
  const response = await fetch(link)
  expect([response.status, response.headers.has(header)]).toEqual([200, true])
  await expect(response.arrayBuffer()).rejects.toThrow('terminated')
})

it('cuts a packed body whose connection is in order', async () => {
  const bench = await startBench()
  const picture = await buildPicture()
  const link = await upload(bench.runflow, picture)
  bench.practice.scenario.runflow.next('download', { kind: 'cut', of: 'gzip' })
  const response = await fetch(link)
  expect(response.headers.get('content-encoding')).toBe('gzip')
  // A client that is less strict than ours takes it for the whole.
  expect((await response.arrayBuffer()).byteLength).toBeLessThan(picture.length)
})

it('sends a result under a wrong content type', async () => {
  const bench = await startBench()
  const link = await upload(bench.runflow, await buildPicture())
  bench.practice.scenario.runflow.next('download', { kind: 'content-type', value: 'text/html' })
  const response = await fetch(link)
  expect(response.headers.get('content-type')).toBe('text/html')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(await buildPicture())
})

it('drips a body as slowly as it is told', async () => {
  const clock = createManualClock()
  const { practice, runflow } = await startBench({ clock })
  practice.scenario.runflow.next('auth', { kind: 'drip', bytesAtOnce: 100, everyMs: 1_000 })
  const { url, key } = practice.runflow
  const response = await fetch(`${url}/v1/auth/me`, { headers: { authorization: `Bearer ${key}` } })
  const length = Number(response.headers.get('content-length'))
  const reader = (response.body as ReadableStream<Uint8Array>).getReader()
  const first = await reader.read()
  expect(first.value).toHaveLength(100)
  let received = 100
  while (received < length) {
    await clock.untilWaitedFor()
    clock.advance(1_000)
    received += (await reader.read()).value!.length
  }
  expect(received).toBe(length)
  expect((await runflow.get('/v1/auth/me')).status).toBe(200)
})

it('delays an answer', async () => {
  const clock = createManualClock()
  const { practice, runflow } = await startBench({ clock })
  practice.scenario.runflow.next('auth', { kind: 'delay', ms: 90_000 })
  let isAnswered = false
  const asked = runflow.get('/v1/auth/me').finally(() => (isAnswered = true))
  await clock.untilWaitedFor()
  expect((await runflow.get('/v1/auth/me')).status).toBe(200)
  expect(isAnswered).toBe(false)
  clock.advance(90_000)
  expect((await asked).status).toBe(200)
})
