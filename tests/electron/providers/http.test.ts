import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { closedOrigin, startLoopback, startTcp } from '../../support/loopback.ts'
import { selfSignedCertificate } from '../../support/self-signed.ts'
import { call, client, expectFailure, limits, neverResolves, post, send, unknownName } from './http-support.ts'

describe('a call', () => {
  it('returns status, headers and text of any answer', async () => {
    const server = await startLoopback((_, response) => response.writeHead(418, { 'x-one': '1' }).end('grün'))
    const reply = await send(client(), call(server.origin))
    expect(reply).toMatchObject({ status: 418, text: 'grün' })
    expect([reply.header('x-one'), reply.header('x-two')]).toEqual(['1', null])
  })

  it('sends method, headers and body as they are given', async () => {
    const server = await startLoopback((_, response) => response.end())
    const headers = { 'content-type': 'image/png', 'x-one': '1' }
    await send(client(), { ...call(server.origin), method: 'PUT', headers, body: new Blob(['abc']) })
    expect(server.seen).toMatchObject([{ method: 'PUT', headers: { ...headers, 'content-length': '3' } }])
    expect(server.seen[0]!.body.toString()).toBe('abc')
  })

  it('does not follow a redirect', async () => {
    const other = await startLoopback((_, response) => response.end())
    const server = await startLoopback((_, response) => response.writeHead(307, { location: other.origin }).end())
    expect(await send(client(), post(server.origin))).toMatchObject({ status: 307 })
    expect(other.seen).toEqual([])
  })

  it('passes on what its reader throws, and may leave the body unread', async () => {
    const server = await startLoopback((_, response) => response.end('x'.repeat(500_000)))
    const http = client()
    const thrown = new Error('disk')
    await expect(http.exchange(call(server.origin), () => Promise.reject(thrown))).rejects.toBe(thrown)
    expect(await http.exchange(call(server.origin), ({ status }) => Promise.resolve(status))).toBe(200)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('reads a body compressed with %s', async (coding, compress) => {
    const server = await startLoopback((_, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(compress('{"a":1}'))
    })
    expect((await send(client(), call(server.origin))).text).toBe('{"a":1}')
  })

  it('refuses a compression it cannot undo', async () => {
    const server = await startLoopback((_, response) =>
      response.writeHead(200, { 'content-encoding': 'lzma' }).end('?'),
    )
    await expectFailure(send(client(), call(server.origin)), { reason: 'broken', wasSent: true })
  })
})

it('does not call a request that cannot be formed a failure of the network', async () => {
  const server = await startLoopback((_, response) => response.end())
  const request = { ...post(server.origin), headers: { 'not a name': '1' } }
  await expect(send(client(), request)).rejects.toMatchObject({ code: 'UND_ERR_INVALID_ARG' })
  expect(server.seen).toEqual([])
})

describe('a call that never got a connection', () => {
  it('says that nothing was sent when nobody listens', async () => {
    const failure = await expectFailure(send(client(), post(await closedOrigin())), {
      reason: 'unreachable',
      wasSent: false,
    })
    expect(failure.message).toContain('ECONNREFUSED')
  })

  it('says that nothing was sent when the name is unknown', async () => {
    const request = { ...call('https://files.example'), route: 'public-file' } as const
    await expectFailure(send(client(unknownName), request), { reason: 'unreachable', wasSent: false })
  })

  it('says that nothing was sent when the other side does not speak TLS', async () => {
    const server = await startLoopback((_, response) => response.end())
    const request = post(server.origin.replace('http:', 'https:'))
    await expectFailure(send(client(), request), { reason: 'unreachable', wasSent: false })
    expect(server.seen).toEqual([])
  })

  it('says that nothing was sent when the connection is reset before TLS stands', async () => {
    const server = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const request = post(server.origin.replace('http:', 'https:'))
    await expectFailure(send(client(), request), { reason: 'unreachable', wasSent: false })
    expect(server.connections()).toBe(1)
  })

  it('refuses a certificate nobody vouches for, whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    let requests = 0
    const server = createServer(selfSignedCertificate(), (_, response) => {
      requests += 1
      response.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const failure = await expectFailure(send(client(), post(`https://127.0.0.1:${port}`)), { wasSent: false })
    expect(failure).toMatchObject({ reason: 'unreachable' })
    expect(failure.message).toMatch(/SELF_SIGNED|CERT/)
    expect(requests).toBe(0)
  })

  it('stops at once when it is stopped while it connects', async () => {
    const stop = new AbortController()
    const request = { ...call('https://files.example'), route: 'public-file', signal: stop.signal } as const
    const stopping = client(() => stop.abort())
    await expectFailure(send(stopping, request), { reason: 'cancelled', wasSent: false })
  })

  it('reaches its total limit while it connects', async () => {
    const request = {
      ...call('https://files.example'),
      route: 'public-file',
      limits: { ...limits, totalMs: 50 },
    } as const
    await expectFailure(send(client(neverResolves), request), { reason: 'timed-out', wasSent: false })
  })

  it('is not made when it was stopped before', async () => {
    const server = await startLoopback((_, response) => response.end())
    const signal = AbortSignal.abort()
    await expectFailure(send(client(), { ...post(server.origin), signal }), { reason: 'cancelled', wasSent: false })
    expect(server.connections()).toBe(0)
  })
})

describe('a call whose connection breaks', () => {
  it('counts as sent when it is dropped before the body is read, and is not made again', async () => {
    const server = await startTcp((socket) => socket.once('data', () => socket.resetAndDestroy()))
    const body = 'x'.repeat(4_000_000)
    await expectFailure(send(client(), { ...post(server.origin), body }), { reason: 'broken', wasSent: true })
    expect(server.connections()).toBe(1)
  })

  it('counts as sent when it is dropped after the request was read, and is not made again', async () => {
    const server = await startLoopback((_, response) => response.destroy())
    await expectFailure(send(client(), post(server.origin)), { reason: 'broken', wasSent: true })
    expect(server.seen).toHaveLength(1)
  })

  it('counts as sent on a reused connection that is reset, and is not made again', async () => {
    const server = await startLoopback((_, response) =>
      server.seen.length === 1 ? response.end('first') : response.socket?.resetAndDestroy(),
    )
    const http = client()
    await send(http, { ...post(server.origin), route: 'api' })
    await connectionIsFree()
    await expectFailure(send(http, { ...post(server.origin), route: 'api' }), { reason: 'broken', wasSent: true })
    expect(server.seen).toHaveLength(2)
    expect(server.connections()).toBe(1)
  })

  it('is sent on a connection of its own when it is paid, however many were before', async () => {
    const server = await startLoopback((_, response) => response.end())
    const http = client()
    for (const _ of [1, 2, 3]) await send(http, post(server.origin))
    expect(server.connections()).toBe(3)
    expect(server.seen.map(({ headers }) => headers.connection)).toEqual(['close', 'close', 'close'])
  })

  it('keeps a connection for free calls', async () => {
    const server = await startLoopback((_, response) => response.end())
    const http = client()
    for (const _ of [1, 2, 3]) {
      await send(http, call(server.origin))
      await connectionIsFree()
    }
    expect(server.connections()).toBe(1)
  })

  it('is never written twice in a burst against a server that drops every connection', async () => {
    const server = await startLoopback((_, response) => response.socket?.destroy())
    const http = client()
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, number) =>
        send(http, { ...post(server.origin), route: 'api', body: String(number) }),
      ),
    )
    expect(results.every(({ status }) => status === 'rejected')).toBe(true)
    const bodies = server.seen.map(({ body }) => body.toString())
    expect(bodies).toHaveLength(new Set(bodies).size)
  })

  it('fails when a successful body is cut short', async () => {
    const server = await startTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 201 Created\r\ncontent-length: 100\r\n\r\n{"id":')),
    )
    await expectFailure(send(client(), post(server.origin)), { reason: 'broken', wasSent: true })
  })

  it('fails when a compressed body is cut short', async () => {
    const whole = gzipSync('{"id":"one"}')
    const server = await startLoopback((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 9))
    })
    await expectFailure(send(client(), post(server.origin)), { reason: 'broken', wasSent: true })
  })

  it('keeps the status of a refusal whose text is cut short', async () => {
    const server = await startTcp((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 402 Payment Required\r\ncontent-length: 100\r\n\r\n{"code":')),
    )
    expect(await send(client(), post(server.origin))).toMatchObject({ status: 402, text: '{"code":' })
  })

  it('fails on something that is not HTTP', async () => {
    const server = await startTcp((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n')))
    await expectFailure(send(client(), post(server.origin)), { reason: 'broken', wasSent: true })
  })
})

/** A connection is given back one turn of the event loop after the body has ended. */
async function connectionIsFree(): Promise<void> {
  await delay(5)
}
