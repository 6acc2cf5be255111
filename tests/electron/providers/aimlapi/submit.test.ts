import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { SubmitOutcome, WireRequest } from '../../../../electron/providers/provider.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { sendJson, type Answer } from '../../../support/loopback.ts'
import { attempt, context, failureOf } from '../support.ts'
import { startAimlapi } from './aimlapi-support.ts'

const wire: WireRequest = { path: '/v1/images/generations', body: '{"prompt":"é"}', bodySha256: 'unused' }
const url = 'https://cdn.example/a.png'
const entry = { url, b64_json: null, request_id: 'rsid-1', content_violation: false }

describe('a generation', () => {
  it('sends the journalled body byte for byte with the id of the attempt', async () => {
    const server = await startAimlapi((_, response) => sendJson(response, 201, { data: [entry] }))
    await server.provider.submit(wire, attempt, context())
    expect(server.seen).toMatchObject([
      {
        method: 'POST',
        path: wire.path,
        headers: { 'x-client-request-id': attempt.id, 'content-type': 'application/json' },
      },
    ])
    expect(server.seen[0]!.body.toString()).toBe(wire.body)
  })

  it.each([200, 201])('is finished with status %i', async (status) => {
    const outcome = await submit((_, response) => {
      response.setHeader('x-inference-id', 'inf-1')
      sendJson(response, status, { data: [entry], meta: { usage: { tokens_used: 210_000 } } })
    })
    expect(outcome).toEqual({
      kind: 'finished',
      runId: null,
      result: {
        images: [{ kind: 'url', url, flagged: false }],
        cost: { amount: nanoUsd(105_000_000), source: 'service' },
        seed: null,
        nsfwDetected: false,
        isPartial: false,
        requestId: 'inf-1',
      },
    })
  })

  it('takes a picture inside the reply', async () => {
    const outcome = await submit((_, response) => sendJson(response, 200, { data: [{ url: null, b64_json: 'QUJD' }] }))
    expect(outcome).toMatchObject({
      result: { images: [{ kind: 'base64', base64: 'QUJD' }], nsfwDetected: null, cost: null },
    })
  })

  it('takes a picture inside the reply that is larger than any other reply may be', async () => {
    const large = 'A'.repeat(8 * 1024 * 1024)
    const outcome = await submit((_, response) => sendJson(response, 200, { data: [{ b64_json: large }] }))
    expect(outcome).toMatchObject({ result: { images: [{ base64: large }] } })
  })

  it('keeps a picture that violates the rules, and flags it', async () => {
    const outcome = await submit((_, response) => sendJson(response, 200, { data: [{ url, content_violation: true }] }))
    expect(outcome).toMatchObject({ result: { images: [{ url, flagged: true }], nsfwDetected: true } })
  })

  it.each([
    ['declined', [{ url: null, b64_json: null, content_violation: true }], true],
    ['empty', [], null],
    ['null', null, null],
  ])('is finished without a picture but with its cost when the answer is %s', async (_, data, nsfwDetected) => {
    const outcome = await submit((_request, response) => {
      response.setHeader('x-aimlapi-usd-spent', '0.105')
      sendJson(response, 200, { data })
    })
    expect(outcome).toMatchObject({
      kind: 'finished',
      result: { images: [], nsfwDetected, cost: { amount: 105_000_000 } },
    })
  })
})

describe('the cost', () => {
  const usage = { credits_used: 30_000, tokens_used: 40_000 }

  it.each<[string, Record<string, string>, object | null, number | null]>([
    [
      'the dollars in the header',
      { 'x-aimlapi-usd-spent': '0.0536705', 'x-aimlapi-credits-used': '1' },
      usage,
      53_670_500,
    ],
    ['the dollars in the reply', { 'x-aimlapi-credits-used': '1' }, { usd_spent: 0.06, ...usage }, 60_000_000],
    ['the credits in the header', { 'x-aimlapi-credits-used': '20000' }, usage, 10_000_000],
    ['the credits in the reply', {}, usage, 15_000_000],
    ['the older name of credits', {}, { tokens_used: 40_000 }, 20_000_000],
    ['nothing', {}, { credits_used: 'many' }, null],
    ['nothing at all', {}, null, null],
  ])('comes from %s', async (...[, headers, usageGiven, amount]) => {
    const outcome = await submit((_request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      sendJson(response, 200, { data: [entry], meta: usageGiven === null ? null : { usage: usageGiven } })
    })
    expect(outcome).toMatchObject({ result: { cost: amount === null ? null : { amount, source: 'service' } } })
  })
})

describe('a refusal', () => {
  it.each([
    [400, 'Body validation error', 'refused', 'input-refused'],
    [401, 'A valid API key is required', 'blocked', 'key-rejected'],
    [402, '', 'blocked', 'out-of-credits'],
    [403, 'You’ve run out of credits.', 'blocked', 'out-of-credits'],
    [403, 'exhausted [plan.rule:api_token] resource limit', 'blocked', 'out-of-credits'],
    [403, 'Scope model:image is missing', 'blocked', 'not-permitted'],
    [404, 'No such model', 'refused', 'input-refused'],
    [408, '', 'unanswered', 'outcome-unknown'],
    [409, '', 'refused', 'input-refused'],
    [413, '', 'refused', 'input-refused'],
    [422, '', 'refused', 'input-refused'],
    [429, 'Too Many Requests', 'busy', 'rate-limited'],
    [500, 'Internal server error', 'busy', 'provider-unavailable'],
    [502, 'Bad Gateway', 'busy', 'provider-unavailable'],
    [503, 'Service unavailable', 'busy', 'provider-unavailable'],
    [504, 'Generation timeout', 'busy', 'provider-unavailable'],
    [520, '', 'unanswered', 'outcome-unknown'],
    [524, 'A timeout occurred', 'unanswered', 'outcome-unknown'],
    [302, '', 'unanswered', 'outcome-unknown'],
    [307, '', 'refused', 'provider-failed'],
  ])('with status %i saying “%s” is %s with %s, after one request', async (...[status, message, kind, code]) => {
    const server = await startAimlapi((_, response) =>
      sendJson(response, status, { message, statusCode: String(status) }),
    )
    expect(await failureOf(server.provider.submit(wire, attempt, context()))).toMatchObject({ kind, code })
    expect(server.seen).toHaveLength(1)
  })

  it.each([
    [500, 'busy'],
    [502, 'unanswered'],
    [503, 'busy'],
    [504, 'unanswered'],
  ])('that is a page of a gateway, with status %i, is %s', async (status, kind) => {
    const page: Answer = (_, response) => response.writeHead(status).end('<html><h1>Gateway</h1></html>')
    const failure = await refusal(page)
    expect(failure.kind).toBe(kind)
    expect(failure.message).not.toContain('<')
  })

  it.each([502, 504])(
    'of a gateway that says nothing, with status %i, leaves it open whether it was charged',
    async (status) => {
      const failure = await refusal((_, response) => response.writeHead(status).end())
      expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    },
  )

  it.each([
    ['{"error":{"message":"image too large"}}', 'The picture is too large for AIML API: image too large'],
    ['{"message" "not quite JSON"}', 'not quite JSON'],
  ])('is read whatever its shape: %s', async (text, expected) => {
    const failure = await refusal((_, response) => response.writeHead(400).end(text))
    expect(failure.message).toContain(expected)
  })

  it('carries the request id and how long to wait', async () => {
    const failure = await refusal((_, response) => {
      response.setHeader('retry-after', '4')
      sendJson(response, 429, { message: 'Too Many Requests', requestId: 'req-1' })
    })
    expect(failure).toMatchObject({ retryAfterMs: 4_000, requestId: 'req-1' })
  })
})

describe('no answer', () => {
  it.each<[string, (response: ServerResponse) => unknown]>([
    ['the connection is dropped', (response) => response.destroy()],
    ['the connection is reset', (response) => response.socket?.resetAndDestroy()],
    [
      'the answer breaks off',
      (response) => response.writeHead(200, { 'content-length': 99 }).write('{', () => response.destroy()),
    ],
    ['the answer is a page', (response) => response.end('<html></html>')],
    ['the answer is no JSON', (response) => response.end('{"data":[')],
    ['the answer has no data', (response) => sendJson(response, 200, { images: [] })],
    ['the answer is a list', (response) => sendJson(response, 200, [])],
  ])('leaves the outcome unknown when %s, and sends nothing again', async (_, route) => {
    const server = await startAimlapi((_request, response) => route(response))
    const failure = await failureOf(server.provider.submit(wire, attempt, context()))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    expect(server.seen).toHaveLength(1)
  })

  it('leaves the outcome unknown when it takes too long', async () => {
    const submitLimits = { totalMs: 60, idleMs: 60, maxBytes: 1_000 }
    const server = await startAimlapi(() => undefined, { submitLimits })
    const failure = await failureOf(server.provider.submit(wire, attempt, context()))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    expect(server.seen).toHaveLength(1)
  })
})

it('has no runs, and never repeats by itself', async () => {
  const { provider } = await startAimlapi(() => undefined)
  expect(await provider.poll('any', { resign: false }, context())).toEqual({ kind: 'missing' })
  expect(provider.pollDelayMs(0)).toBe(0)
  expect(provider).toMatchObject({ id: 'aimlapi', canResend: false, lookUpWaitsMs: [60_000, 60_000] })
})

async function submit(answer: Answer): Promise<SubmitOutcome> {
  const { provider } = await startAimlapi(answer)
  return await provider.submit(wire, attempt, context())
}

async function refusal(answer: Answer) {
  const { provider } = await startAimlapi(answer)
  return await failureOf(provider.submit(wire, attempt, context()))
}
