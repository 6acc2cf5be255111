import { expect, it } from 'vitest'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { createManualClock } from '../manual-clock.ts'
import { startLoopback } from '../../../support/loopback.ts'
import { buildPicture, dataUri, generate, generationPath, startBench, until } from '../bench.ts'

it('answers one blocking call with a picture, its cost and its ids', async () => {
  const { practice, aimlapi } = await startBench()
  const answer = await generate(aimlapi, {}, { 'x-client-request-id': 'attempt-1' })
  expect(answer).toMatchObject({
    status: 200,
    body: {
      data: [
        {
          b64_json: null,
          content_violation: false,
          request_id: expect.stringMatching(/^rsid-[0-9a-f]{32}$/) as string,
        },
      ],
      meta: { usage: { credits_used: 210_000 } },
    },
  })
  expect(answer.text('data.0.url')).toMatch(/\/generations\/phoenix\/\d+-[0-9a-f-]{36}\.png$/)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'x-client-request-id': 'attempt-1',
    'x-aimlapi-credits-used': '210000',
    'x-aimlapi-usd-spent': '0.105',
  })
  const { paid } = (await practice.inspect()).aimlapi
  expect(paid).toMatchObject([
    {
      id: answer.headers.get('x-inference-id'),
      clientRequestId: 'attempt-1',
      outcome: 'succeeded',
      charged: 105_000_000,
    },
  ])
  expect((await fetch(answer.text('data.0.url'))).headers.get('content-type')).toBe('image/png')
})

it('fetches a source by its link, on this machine only', async () => {
  const bytes = await buildPicture('jpeg')
  const host = await startLoopback(({ path }, response) => {
    if (path === '/moved') response.writeHead(302, { location: '/picture' }).end()
    else response.writeHead(path === '/picture' ? 200 : 404).end(bytes)
  })
  const { aimlapi } = await startBench()
  expect((await generate(aimlapi, { image_url: `${host.origin}/picture` })).status).toBe(200)
  for (const image_url of [`${host.origin}/missing`, `${host.origin}/moved`, 'https://pictures.example/a.png']) {
    const refused = await generate(aimlapi, { image_url })
    expect([refused.status, refused.text('message')]).toEqual([400, expect.stringContaining('image_url')])
  }
})

it.each([
  ['an unknown model', { model: 'reve/create-image' }, 'model'],
  ['no model', { model: undefined }, 'model'],
  ['no prompt', { prompt: undefined }, 'prompt'],
  ['a prompt above 2560 code units', { prompt: 'x'.repeat(2_561) }, 'prompt'],
  ['a prompt above 2560 code units in fewer characters', { prompt: '🌆'.repeat(1_281) }, 'prompt'],
  ['no source', { image_url: undefined }, 'image_url'],
  ['a source that is no link', { image_url: 'picture.png' }, 'image_url'],
  ['a source that is no picture', { image_url: 'data:image/png;base64,aGVsbG8=' }, 'image_url'],
  ['a former field', { output_format: 'png' }, 'output_format'],
  ['an unknown field', { strength: 0.5 }, 'strength'],
  ['a number as text', { convert_base64_to_url: 'false' }, 'convert_base64_to_url'],
])('refuses %s with 400 and the name of the field', async (_, wrong, field) => {
  const { practice, aimlapi } = await startBench()
  const answer = await generate(aimlapi, wrong)
  expect(answer.status).toBe(400)
  expect(answer.text('message')).toMatch(/^Body validation error\n/)
  expect(answer.text('message')).toContain(field)
  expect(answer.body).toMatchObject({ path: generationPath, statusCode: 400, requestId: expect.any(String) as string })
  expect((await practice.inspect()).aimlapi.paid).toEqual([])
})

it('takes a prompt of exactly 2560 code units', async () => {
  const { aimlapi } = await startBench()
  expect((await generate(aimlapi, { prompt: 'x'.repeat(2_560) })).status).toBe(200)
})

it('judges key before credit and credit before body', async () => {
  const { practice, aimlapi } = await startBench({ startingBalance: { aimlapi: nanoUsd(105_000_000) } })
  expect((await generate(aimlapi, {}, { authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await generate(aimlapi, { prompt: 1 })).status).toBe(400)
  expect((await generate(aimlapi)).status).toBe(200)
  expect((await generate(aimlapi, {}, { authorization: 'Bearer wrong' })).status).toBe(401)
  const poor = await generate(aimlapi, { prompt: 1 })
  expect([poor.status, poor.text('message')]).toEqual([403, expect.stringMatching(/^You've run out of credits/)])
  expect((await practice.inspect()).aimlapi).toMatchObject({ charges: 1, balance: 0 })
})

it('holds the price of what is being made, so parallel requests cannot overdraw', async () => {
  const { practice, aimlapi } = await startBench({ startingBalance: { aimlapi: nanoUsd(250_000_000) } })
  const answers = await Promise.all(Array.from({ length: 5 }, () => generate(aimlapi)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(2)
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(3)
  expect((await practice.inspect()).aimlapi.charged).toBe(210_000_000)
})

it('answers 500 and charges nothing when no picture could be made', async () => {
  const { practice, aimlapi } = await startBench({ transform: () => Promise.reject(new Error('partner down')) })
  const answer = await generate(aimlapi)
  expect([answer.status, answer.text('message')]).toEqual([500, 'Internal server error'])
  expect((await practice.inspect()).aimlapi).toMatchObject({ charges: 0, balance: 25_000_000_000 })
  expect((await aimlapi.get('/v2/logs?period=24h')).body).toMatchObject({
    data: [{ status: 'failed', cost: { usd: 0 } }],
  })
})

it('charges a request whose client gave up waiting', async () => {
  const clock = createManualClock()
  const { practice } = await startBench({ clock })
  practice.scenario.aimlapi.next('submit', { kind: 'generation', takesMs: 45_000 })
  const giveUp = new AbortController()
  const { url, key } = practice.aimlapi
  const asked = fetch(url + generationPath, {
    method: 'POST',
    body: JSON.stringify({ model: 'reve/edit-image', prompt: 'dusk', image_url: await dataUri() }),
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    signal: giveUp.signal,
  })
  await clock.untilWaitedFor()
  giveUp.abort()
  await expect(asked).rejects.toThrow('aborted')
  clock.advance(45_000)
  await until(async () => (await practice.inspect()).aimlapi.charges > 0)
  expect((await practice.inspect()).aimlapi.paid).toMatchObject([{ outcome: 'succeeded' }])
})

it('hands out a result for an hour and then never again', async () => {
  const clock = createManualClock()
  const { practice, aimlapi } = await startBench({ clock })
  const link = (await generate(aimlapi)).text('data.0.url')
  expect((await fetch(link)).status).toBe(200)
  expect((await fetch(link, { headers: { authorization: `Bearer ${practice.aimlapi.key}` } })).status).toBe(400)
  clock.advance(60 * 60_000)
  expect((await fetch(link)).status).toBe(403)
  expect((await fetch(`${practice.aimlapi.url}/generations/phoenix/unknown.png`)).status).toBe(404)
})
