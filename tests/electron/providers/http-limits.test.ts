import { setTimeout as delay } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startLoopback } from '../../support/loopback.ts'
import { call, client, expectFailure, leadsToThisMachine, limits, post, send } from './http-support.ts'

describe('limits', () => {
  it('counts bytes after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000))
    const server = await startLoopback((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    expect(bomb.length).toBeLessThan(limits.maxBytes)
    await expectFailure(send(client(), call(server.origin)), { reason: 'too-large', wasSent: true })
  })

  it('takes exactly as many bytes as allowed', async () => {
    const server = await startLoopback(({ path }, response) => response.end('x'.repeat(Number(path.slice(1)))))
    const ten = { ...limits, maxBytes: 10 }
    expect((await send(client(), { ...call(server.origin, '/10'), limits: ten })).text).toHaveLength(10)
    await expectFailure(send(client(), { ...call(server.origin, '/11'), limits: ten }), { reason: 'too-large' })
  })

  it('ends a feed that drips for ever', async () => {
    const server = await startLoopback((_, response) => {
      const drip = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(drip))
    })
    const request = { ...call(server.origin), limits: { ...limits, totalMs: 200, idleMs: 100 } }
    await expectFailure(send(client(), request), { reason: 'timed-out', wasSent: true })
  })

  it('ends a silence in the middle of a body', async () => {
    const server = await startLoopback((_, response) => response.write('begun'))
    const request = { ...call(server.origin), limits: { ...limits, idleMs: 80 } }
    await expectFailure(send(client(), request), { reason: 'timed-out', wasSent: true })
  })

  it('ends a silence before any answer', async () => {
    const server = await startLoopback(() => undefined)
    const request = { ...post(server.origin), limits: { ...limits, idleMs: 80 } }
    await expectFailure(send(client(), request), { reason: 'timed-out', wasSent: true })
    expect(server.seen).toHaveLength(1)
  })

  it('does not count the time its reader takes as silence', async () => {
    const server = await startLoopback((_, response) => response.end('x'.repeat(300_000)))
    const request = { ...call(server.origin), limits: { ...limits, idleMs: 60 } }
    const bytes = await client().exchange(request, async (_, body) => {
      let count = 0
      for await (const chunk of body) {
        if (count === 0) await delay(150) // A slow disk.
        count += chunk.length
      }
      return count
    })
    expect(bytes).toBe(300_000)
  })

  it('ends when it is stopped, and says that it was sent', async () => {
    const stop = new AbortController()
    const server = await startLoopback(() => stop.abort())
    await expectFailure(send(client(), { ...post(server.origin), signal: stop.signal }), {
      reason: 'cancelled',
      wasSent: true,
    })
  })
})

describe('addresses of files', () => {
  it('refuses a public name that leads to this machine when it connects', async () => {
    const server = await startLoopback((_, response) => response.end())
    const url = `http://files.example:${new URL(server.origin).port}`
    await expectFailure(send(client(leadsToThisMachine), { ...call(url), route: 'public-file' }), {
      reason: 'address-refused',
      wasSent: false,
    })
    expect(server.connections()).toBe(0)
  })

  it('takes it where the service itself is on this machine', async () => {
    const server = await startLoopback((_, response) => response.end('here'))
    const url = `http://files.example:${new URL(server.origin).port}`
    expect((await send(client(leadsToThisMachine), { ...call(url), route: 'local-file' })).text).toBe('here')
  })
})
