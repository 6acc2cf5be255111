import { describe, expect, it } from 'vitest'
import { sendJson } from '../../../support/loopback.ts'
import { attempt, context, failureOf } from '../support.ts'
import { startRunflow, type FakeRunflow } from './runflow-support.ts'

const startedAtMs = Date.parse('2026-05-06T10:00:00Z')
const mine = { id: 'run-7', client_ref: attempt.id }

describe('looking a request up', () => {
  it('asks for exactly its reference, and adopts the run', async () => {
    const server = await startList(() => ({ items: [mine] }))
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'found', runId: 'run-7' })
    expect(query(server, 0)).toEqual({ q: `client_ref.EQ:'${attempt.id}'`, limit: '5', sort_by: 'created_at:desc' })
  })

  it('is proof of absence when the exact filter finds nothing', async () => {
    const server = await startList(() => ({ items: [], first: null, next: null, previous: null }))
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: true })
    expect(server.seen).toHaveLength(1)
  })

  it.each([400, 422])('reads the newest runs when the filter is refused with %i', async (status) => {
    const server = await startList((asked, response) =>
      asked.has('q')
        ? sendJson(response, status, { code: 'BAD_FILTER' })
        : { items: [{ id: 'x', client_ref: 'other' }, mine] },
    )
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'found', runId: 'run-7' })
    expect(query(server, 1)).toEqual({ limit: '50', sort_by: 'created_at:desc' })
  })

  it('never adopts a run of another reference from a service that ignores the filter', async () => {
    const server = await startList(() => ({ items: [{ id: 'x', client_ref: 'other' }, { id: 'y' }] }))
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: false })
    expect(server.seen).toHaveLength(2)
  })

  it('takes nothing for proof while there are more pages', async () => {
    const server = await startList((asked) => ({ items: [], next: asked.has('q') ? 'more' : null }))
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'absent', isProof: false })
  })

  it.each(['next', 'next_pq'])('turns pages by the cursor “%s”', async (name) => {
    const server = await startList((asked) => {
      if (asked.has('q')) return { items: [{ id: 'x', client_ref: 'other' }] }
      return asked.get('pq') === 'two' ? { items: [mine], [name]: null } : { items: [], [name]: 'two' }
    })
    expect(await server.provider.lookUp(attempt, context())).toEqual({ kind: 'found', runId: 'run-7' })
  })

  it('turns pages until the runs are older than the request', async () => {
    const server = await startList((asked) => {
      if (asked.has('q')) return { items: [{ id: 'x', client_ref: 'other' }] }
      const page = Number(asked.get('pq') ?? '0')
      const createdAt = new Date(startedAtMs - (page - 6) * 10 * 60_000).toISOString()
      return { items: [{ id: 'x', client_ref: 'other', created_at: createdAt }], next: String(page + 1) }
    })
    expect(await server.provider.lookUp({ ...attempt, startedAtMs }, context())).toEqual({
      kind: 'absent',
      isProof: false,
    })
    expect(server.seen).toHaveLength(1 + 9)
  })

  it.each([
    [{}, 4],
    [{ startedAtMs }, 20],
  ])('does not turn pages for ever (%j)', async (more, pages) => {
    const server = await startList((asked) =>
      asked.has('q') ? { items: [{ id: 'x' }] } : { items: [], next: `${asked.get('pq') ?? ''}x` },
    )
    await server.provider.lookUp({ ...attempt, ...more }, context())
    expect(server.seen).toHaveLength(1 + pages)
  })

  it('stops at a cursor that leads to itself', async () => {
    const server = await startList((asked) => (asked.has('q') ? { items: [{ id: 'x' }] } : { items: [], next: 'same' }))
    await server.provider.lookUp(attempt, context())
    expect(server.seen).toHaveLength(3)
  })

  it.each([
    [401, 'blocked'],
    [403, 'blocked'],
    [429, 'busy'],
    [500, 'busy'],
  ])('fails when the service answers with %i', async (status, kind) => {
    const server = await startList((_, response) => sendJson(response, status, {}))
    expect(await failureOf(server.provider.lookUp(attempt, context()))).toMatchObject({ kind })
  })

  it.each(['<html></html>', '{}', '[]', '{"items":{}}'])('fails on an answer that is no list: %s', async (text) => {
    const server = await startList((_, response) => void response.end(text))
    expect(await failureOf(server.provider.lookUp(attempt, context()))).toMatchObject({ kind: 'busy' })
  })
})

type ListAnswer = (asked: URLSearchParams, response: Parameters<typeof sendJson>[0]) => object | void

function startList(answer: ListAnswer): Promise<FakeRunflow> {
  return startRunflow(({ path }, response) => {
    const page = answer(new URL(path, 'http://x').searchParams, response)
    if (page) sendJson(response, 200, page)
  })
}

function query(server: FakeRunflow, number: number): Record<string, string> {
  return Object.fromEntries(new URL(server.seen[number]!.path, 'http://x').searchParams)
}
