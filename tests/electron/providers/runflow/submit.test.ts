import { expect, it } from 'vitest'
import type { WireRequest } from '../../../../electron/providers/provider.ts'
import { sendJson, type SeenRequest } from '../../../support/loopback.ts'
import { attempt, context, failureOf } from '../support.ts'
import { startRunflow, type Route } from './runflow-support.ts'

const wire: WireRequest = { path: '/v1/models/reve/edit/runs', body: '{"input":{"prompt":"é"}}', bodySha256: 'unused' }

it('sends the journalled body byte for byte under the id of the attempt', async () => {
  const server = await startRunflow(answer(201, { id: 'run-1', status_code: 'queued', request_id: 'req-1' }))
  expect(await server.provider.submit(wire, attempt, context())).toEqual({
    kind: 'accepted',
    runId: 'run-1',
    requestId: 'req-1',
  })
  expect(server.calls()).toEqual(['POST /v1/models/reve/edit/runs'])
  expect(server.seen[0]).toMatchObject({
    headers: { 'idempotency-key': attempt.id, 'content-type': 'application/json' },
  })
  expect(server.seen[0]!.body.toString()).toBe(wire.body)
})

it.each([200, 201, 202])('takes a run id with status %i', async (status) => {
  const server = await startRunflow(answer(status, { id: 'run-1' }))
  expect(await server.provider.submit(wire, attempt, context())).toMatchObject({ kind: 'accepted', runId: 'run-1' })
})

it.each([
  ['without an id', { status_code: 'queued' }],
  ['with an id that is no text', { id: 7 }],
  ['with an empty id', { id: '' }],
  ['with an id that is no text at all', { id: '\ud800' }],
  ['with an id that would leave its path', { id: '..' }],
  ['that is a list', []],
])('does not know what a success %s means, and does not ask again', async (_, body) => {
  const server = await startRunflow(answer(201, body))
  expect(await failureOf(server.provider.submit(wire, attempt, context()))).toMatchObject(unanswered)
  expect(server.seen).toHaveLength(1)
})

it('does not know what a page with status 200 means', async () => {
  const server = await startRunflow((_, response) => response.end('<html>Sign in to the hotel</html>'))
  const failure = await failureOf(server.provider.submit(wire, attempt, context()))
  expect(failure).toMatchObject(unanswered)
  expect(failure.message).not.toContain('<')
})

const unanswered = { kind: 'unanswered', code: 'outcome-unknown' }

it.each([
  [400, 'refused', 'input-refused'],
  [401, 'blocked', 'key-rejected'],
  [402, 'blocked', 'out-of-credits'],
  [403, 'blocked', 'not-permitted'],
  [404, 'refused', 'input-refused'],
  [405, 'refused', 'input-refused'],
  [408, 'unanswered', 'outcome-unknown'],
  [409, 'unanswered', 'outcome-unknown'],
  [413, 'refused', 'input-refused'],
  [422, 'refused', 'input-refused'],
  [429, 'busy', 'rate-limited'],
  [500, 'unanswered', 'outcome-unknown'],
  [502, 'unanswered', 'outcome-unknown'],
  [503, 'unanswered', 'outcome-unknown'],
  [504, 'unanswered', 'outcome-unknown'],
  [524, 'unanswered', 'outcome-unknown'],
  [301, 'unanswered', 'outcome-unknown'],
  [302, 'unanswered', 'outcome-unknown'],
  [303, 'unanswered', 'outcome-unknown'],
  [307, 'refused', 'provider-failed'],
  [308, 'refused', 'provider-failed'],
])('takes status %i as %s with %s, after one request', async (status, kind, code) => {
  const server = await startRunflow((_, response) => {
    response.setHeader('location', '/elsewhere')
    sendJson(response, status, { code: 'SOME_CODE', message: 'What it says', errors: null })
  })
  expect(await failureOf(server.provider.submit(wire, attempt, context()))).toMatchObject({ kind, code })
  expect(server.seen).toHaveLength(1)
})

it('says in one line what the service said, with the fields it named', async () => {
  const errors = [
    { field: 'input.prompt', message: 'must not be empty' },
    { loc: ['input', 'seed'], msg: 'too small' },
    'and more',
  ]
  const server = await startRunflow(answer(422, { code: 'X', message: 'Validation failed.\nSee below.', errors }))
  const failure = await failureOf(server.provider.submit(wire, attempt, context()))
  expect(failure.message).toBe(
    'Runflow refused the request: Validation failed. See below.; input.prompt: must not be empty; input.seed: too small; and more (HTTP 422).',
  )
})

it.each([
  ['{"error":{"code":"CONFLICT","message":"key reused"}}', 'key reused'],
  ['plain words', 'plain words'],
  ['', '(HTTP 400)'],
  ['{"message":', '{"message":'],
])('reads a refusal of another shape: %s', async (text, expected) => {
  const server = await startRunflow((_, response) => response.writeHead(400).end(text))
  expect((await failureOf(server.provider.submit(wire, attempt, context()))).message).toContain(expected)
})

it('passes on how long to wait and the request id', async () => {
  const server = await startRunflow((_, response) => {
    response.setHeader('retry-after', '120')
    response.setHeader('runflow-request-id', 'req-9')
    sendJson(response, 429, { code: 'RATE_LIMITED', message: 'slow down' })
  })
  const failure = await failureOf(server.provider.submit(wire, attempt, context()))
  expect(failure).toMatchObject({ kind: 'busy', retryAfterMs: 60_000, requestId: 'req-9' })
})

it.each<[string, (request: SeenRequest, response: Parameters<Route>[1]) => unknown]>([
  ['drops the connection', (_, response) => response.destroy()],
  ['resets the connection', (_, response) => response.socket?.resetAndDestroy()],
  [
    'breaks off in the answer',
    (_, response) => response.writeHead(201, { 'content-length': 99 }).write('{', () => response.destroy()),
  ],
])('does not know the outcome when the service %s, and sends nothing again', async (_, route) => {
  const server = await startRunflow(route)
  expect(await failureOf(server.provider.submit(wire, attempt, context()))).toMatchObject(unanswered)
  expect(server.seen).toHaveLength(1)
})

it('refuses to send an attempt whose id could not be looked up', async () => {
  const server = await startRunflow(answer(201, { id: 'run-1' }))
  await expect(server.provider.submit(wire, { ...attempt, id: "a' OR 1" }, context())).rejects.toThrow(
    'id of an attempt',
  )
  expect(server.seen).toEqual([])
})

it('may be sent again under the same id', async () => {
  const { provider } = await startRunflow()
  expect(provider.canResend).toBe(true)
  expect(provider.lookUpWaitsMs.length).toBeGreaterThan(1)
})

function answer(status: number, body: unknown): Route {
  return (_, response) => sendJson(response, status, body)
}
