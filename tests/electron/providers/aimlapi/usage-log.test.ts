import { expect, it } from 'vitest'
import { sendJson } from '../../../support/loopback.ts'
import { attempt, context, failureOf } from '../support.ts'
import { startAimlapi, type FakeAimlapi } from './aimlapi-support.ts'

const other = { client_request_id: 'other', created: '2026-05-06T10:00:00Z' }

it.each([
  ['in dollars', { usd: 0.105, credits: 1 }, 105_000_000],
  ['in dollars as text', { usd: '0.105' }, 105_000_000],
  ['in credits', { credits: 210_000 }, 105_000_000],
])('finds what was billed, with its cost %s', async (_, cost, amount) => {
  const server = await startLog(() => [other, { client_request_id: attempt.id, cost }])
  expect(await server.provider.lookUp(attempt, context())).toEqual({
    kind: 'billed',
    cost: { amount, source: 'service' },
  })
  expect(asked(server, 0)).toEqual({ period: '24h', status: 'succeeded', limit: '100', offset: '0' })
})

it('finds what was billed without a cost', async () => {
  const server = await startLog(() => [{ client_request_id: attempt.id }])
  expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'billed', cost: null })
})

it('never takes absence for proof', async () => {
  const server = await startLog(() => [])
  expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: false })
  expect(server.seen).toHaveLength(1)
})

it.each([403, 404])('says only that it is not found where the log cannot be read (%i)', async (status) => {
  const server = await startAimlapi((_, response) => sendJson(response, status, {}))
  expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: false })
})

it('turns pages until the rows are older than the request', async () => {
  const startedAtMs = Date.now() - 60_000
  const server = await startLog(
    (offset) => [{ ...other, created: new Date(Date.now() - offset * 6_000).toISOString() }],
    true,
  )
  await server.provider.lookUp({ ...attempt, startedAtMs }, context())
  expect(server.seen.map((_, page) => asked(server, page)['offset'])).toEqual(['0', '100', '200'])
})

it.each([
  [{}, 3],
  [{ startedAtMs: Date.now() }, 20],
])('does not turn pages for ever (%#)', async (more, pages) => {
  const server = await startLog(() => [{ client_request_id: 'other' }], true)
  await server.provider.lookUp({ ...attempt, ...more }, context())
  expect(server.seen).toHaveLength(pages)
})

it('stops at an empty page that claims to have more behind it', async () => {
  const server = await startLog(() => [], true)
  await server.provider.lookUp(attempt, context())
  expect(server.seen).toHaveLength(1)
})

it('asks for a week where the request is older than a day', async () => {
  const server = await startLog(() => [])
  await server.provider.lookUp({ ...attempt, startedAtMs: Date.now() - 30 * 3_600_000 }, context())
  expect(asked(server, 0)).toMatchObject({ period: '7d' })
})

it.each([
  [401, '{}', 'blocked'],
  [429, '{}', 'busy'],
  [500, '{}', 'busy'],
  [200, '<html></html>', 'busy'],
  [200, '{"data":null}', 'busy'],
])('fails on %i %s', async (status, text, kind) => {
  const server = await startAimlapi((_, response) => response.writeHead(status).end(text))
  expect(await failureOf(server.provider.lookUp(attempt, context()))).toMatchObject({ kind })
})

function startLog(rows: (offset: number) => readonly object[], hasMore = false): Promise<FakeAimlapi> {
  return startAimlapi(({ path }, response) => {
    const offset = Number(new URL(path, 'http://x').searchParams.get('offset'))
    sendJson(response, 200, { data: rows(offset), pagination: { limit: 100, offset, total: 9, has_more: hasMore } })
  })
}

function asked(server: FakeAimlapi, number: number): Record<string, string> {
  return Object.fromEntries(new URL(server.seen[number]!.path, 'http://x').searchParams)
}
