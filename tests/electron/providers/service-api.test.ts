import { describe, expect, it } from 'vitest'
import { createPace } from '../../../electron/providers/pace.ts'
import { CallFailure } from '../../../electron/providers/provider.ts'
import { closedOrigin, sendJson, startLoopback, startTcp } from '../../support/loopback.ts'
import { apiKey, context, failureOf, testApi } from './support.ts'

const get = { method: 'GET', path: '/v1/thing' } as const
const post = { method: 'POST', path: '/v1/thing', body: '{}' } as const

describe('a reply', () => {
  it('carries status, text, parsed value and the wait it asks for', async () => {
    const server = await startLoopback((_, response) => {
      response.setHeader('retry-after', '3')
      sendJson(response, 429, { code: 'RATE_LIMITED' })
    })
    expect(await testApi(server.origin).free(get, context())).toMatchObject({
      status: 429,
      text: '{"code":"RATE_LIMITED"}',
      json: { code: 'RATE_LIMITED' },
      retryAfterMs: 3_000,
    })
  })

  it('has no value when it is a page and not JSON', async () => {
    const server = await startLoopback((_, response) => response.end('<html>Welcome to the hotel</html>'))
    const reply = await testApi(server.origin).free(get, context())
    expect(reply).toMatchObject({ status: 200, json: undefined, retryAfterMs: null })
  })

  it('never repeats the key', async () => {
    const server = await startLoopback((_, response) => sendJson(response, 401, { message: `Bad key ${apiKey}.` }))
    const reply = await testApi(server.origin).free(get, context())
    expect(reply.json).toEqual({ message: 'Bad key [key].' })
    expect(reply.text).not.toContain(apiKey)
  })
})

describe('the key', () => {
  it('is sent to the service without the white space around it', async () => {
    const server = await startLoopback((_, response) => response.end('{}'))
    await testApi(server.origin).free(get, { ...context(), apiKey: ` ${apiKey}\n` })
    expect(server.seen[0]!.headers.authorization).toBe(`Bearer ${apiKey}`)
  })

  it.each(['//127.0.0.1:1/v1', 'http://127.0.0.1:1/v1', '\\\\127.0.0.1:1/v1'])(
    'is not sent anywhere else, whatever the path says (%s)',
    async (path) => {
      const server = await startLoopback((_, response) => response.end('{}'))
      const call = testApi(server.origin).free({ method: 'GET', path }, context())
      await expect(call).rejects.toThrow('must stay at')
      expect(server.seen).toEqual([])
    },
  )

  it.each([
    ['missing', ' ', 'missing-key'],
    ['of more than one line', 'one\ntwo', 'key-rejected'],
    ['with a letter no header takes', 'schlüssel', 'key-rejected'],
  ])('blocks the call when it is %s, and is not in the message', async (_, key, code) => {
    const failure = await failureOf(testApi(await closedOrigin()).paid(post, { ...context(), apiKey: key }))
    expect(failure).toMatchObject({ kind: 'blocked', code })
    if (key.trim() !== '') expect(failure.message).not.toContain(key)
  })
})

describe('a call without an answer', () => {
  it('is busy and offline when there is no connection, paid or not', async () => {
    const api = testApi(await closedOrigin())
    for (const call of [api.free(get, context()), api.paid(post, context())]) {
      expect(await failureOf(call)).toMatchObject({ kind: 'busy', code: 'offline' })
    }
  })

  it('is busy when it is free and the connection breaks', async () => {
    const server = await startLoopback((_, response) => response.destroy())
    const failure = await failureOf(testApi(server.origin).free(get, context()))
    expect(failure).toMatchObject({ kind: 'busy', code: 'provider-unavailable' })
  })

  it('is unanswered when it is paid and the connection breaks, and is sent once', async () => {
    const server = await startLoopback((_, response) => response.destroy())
    const failure = await failureOf(testApi(server.origin).paid(post, context()))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    expect(server.seen).toHaveLength(1)
  })

  it('is unanswered when it is paid and takes too long', async () => {
    const server = await startTcp(() => undefined)
    const limits = { totalMs: 60, idleMs: 60, maxBytes: 1_000 }
    const failure = await failureOf(testApi(server.origin, { limits }).paid(post, context()))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
    expect(server.connections()).toBe(1)
  })

  it('is unanswered when it is paid and stopped on the way', async () => {
    const stop = new AbortController()
    const server = await startLoopback(() => stop.abort())
    const failure = await failureOf(testApi(server.origin).paid(post, context(stop.signal)))
    expect(failure).toMatchObject({ kind: 'unanswered', code: 'outcome-unknown' })
  })

  it('was not sent when it is stopped before its turn', async () => {
    const server = await startLoopback((_, response) => response.end('{}'))
    const api = testApi(server.origin, { pace: createPace(0.001) })
    await api.free(get, context())
    const stop = new AbortController()
    const waiting = failureOf(api.paid(post, context(stop.signal)))
    stop.abort()
    expect(await waiting).toMatchObject({ kind: 'busy', code: 'cancelled' })
    expect(server.seen).toHaveLength(1)
  })

  it('carries nothing of the conversation in its cause', async () => {
    const server = await startTcp((socket) => socket.once('data', (bytes) => socket.end(bytes)))
    const failure = await failureOf(testApi(server.origin).paid(post, context()))
    expect(failure).toBeInstanceOf(CallFailure)
    expect(JSON.stringify([failure, failure.cause, failure.stack, String(failure.cause)])).not.toContain(apiKey)
    expect(Object.keys(failure.cause as object)).toEqual(['name', 'reason', 'wasSent', 'detail'])
  })
})
