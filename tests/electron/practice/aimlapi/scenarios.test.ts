import { expect, it } from 'vitest'
import type { AimlapiScenario } from '../../../../electron/practice/scenario.ts'
import { generate, startBench, type Answer } from '../bench.ts'

async function generateWith(scenario: AimlapiScenario, more: object = {}): Promise<Answer> {
  const { practice, aimlapi } = await startBench()
  practice.scenario.aimlapi.next('submit', scenario)
  return generate(aimlapi, { ...more })
}

it('answers 500 for an unreachable source when told to', async () => {
  const dialect = { kind: 'aimlapi-dialect', unreachablePicture: 500 } as const
  expect((await generateWith(dialect, { image_url: 'http://127.0.0.1:9/a.png' })).status).toBe(500)
})

it('returns the bytes in the answer on request, bare or as a data URI', async () => {
  const bare = await generateWith({ kind: 'delay', ms: 0 }, { convert_base64_to_url: false })
  expect(bare.body).toMatchObject({ data: [{ url: null }] })
  expect(Buffer.from(bare.text('data.0.b64_json'), 'base64').subarray(1, 4).toString()).toBe('PNG')
  const dialect = { kind: 'aimlapi-dialect', base64As: 'data-uri' } as const
  const prefixed = await generateWith(dialect, { convert_base64_to_url: false })
  expect(prefixed.text('data.0.b64_json')).toMatch(/^data:image\/png;base64,iVBOR/)
})

it('answers 201 when told to', async () => {
  expect((await generateWith({ kind: 'aimlapi-dialect', status: 201 })).status).toBe(201)
})

it.each([
  ['tokens_used', { usage: { tokens_used: 210_000 } }],
  ['credits_used', { usage: { credits_used: 210_000 } }],
  ['usd_spent', { usage: { credits_used: 210_000, usd_spent: 0.105 } }],
  ['none', null],
] as const)('tells the cost as %s', async (usage, meta) => {
  expect((await generateWith({ kind: 'aimlapi-dialect', usage })).body).toMatchObject({ meta })
})

it('leaves the cost headers out when told to, and never the inference id', async () => {
  const { headers } = await generateWith({ kind: 'aimlapi-dialect', costHeaders: false })
  expect([headers.has('x-aimlapi-usd-spent'), headers.has('x-aimlapi-credits-used')]).toEqual([false, false])
  expect(headers.has('x-inference-id')).toBe(true)
})

it('refuses data URIs when told to, naming the field', async () => {
  const refused = await generateWith({ kind: 'aimlapi-dialect', dataUri: 'refused' })
  expect([refused.status, refused.text('message')]).toEqual([400, expect.stringContaining('image_url')])
})

it('ignores the former output_format when told to', async () => {
  const dialect = { kind: 'aimlapi-dialect', outputFormat: 'ignored' } as const
  expect((await generateWith(dialect, { output_format: 'json' })).status).toBe(200)
})

it('flags a violation with or without a picture, and charges it', async () => {
  const flagged = await generateWith({ kind: 'generation', contentViolation: 'with-image' })
  expect(flagged.body).toMatchObject({ data: [{ content_violation: true, url: expect.any(String) as string }] })
  const { practice, aimlapi } = await startBench()
  practice.scenario.aimlapi.next('submit', { kind: 'generation', contentViolation: 'without-image' })
  expect((await generate(aimlapi)).body).toMatchObject({
    data: [{ content_violation: true, url: null, b64_json: null }],
  })
  expect((await practice.inspect()).aimlapi.charges).toBe(1)
})

it.each([
  [400, /^Body validation error/],
  [401, /valid API key/],
  [403, /^You've run out of credits/],
  [404, /Not Found/],
  [429, /^Too Many Requests$/],
  [500, /^Internal server error$/],
  [502, /^Bad Gateway$/],
  [503, /^Service unavailable$/],
  [504, /^Generation timeout$/],
])('answers %d in its own words when told to, without Retry-After', async (status, words) => {
  const answer = await generateWith({ kind: 'status', status })
  expect([answer.status, answer.text('message')]).toEqual([status, expect.stringMatching(words)])
  expect(answer.body).toMatchObject({ statusCode: status, timestamp: expect.any(String) as string })
  expect(answer.headers.has('retry-after')).toBe(false)
  expect(answer.headers.has('x-inference-id')).toBe(true)
})

it('refuses a key for lack of permission with other words, and tells the status as text', async () => {
  const { practice, aimlapi } = await startBench()
  const message = 'This key is not allowed to use model:image.'
  practice.scenario.aimlapi.always('any', { kind: 'aimlapi-dialect', statusCodeAs: 'string' })
  practice.scenario.aimlapi.next('submit', { kind: 'status', status: 403, message })
  expect((await generate(aimlapi)).body).toMatchObject({ message, statusCode: '403' })
})
