import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, it } from 'vitest'
import { createImageFetcher } from '../../../electron/providers/image-fetcher.ts'
import type { ResultImage } from '../../../electron/providers/provider.ts'
import { closedOrigin, startLoopback, startTcp } from '../../support/loopback.ts'
import { apiKey, context, failureOf, temporaryFolder, testClient } from './support.ts'

const picture = Buffer.from('the bytes of a picture')
const written = { bytes: picture.length, sha256: createHash('sha256').update(picture).digest('hex') }
let folder = ''
let target = ''

beforeEach(async () => {
  folder = await temporaryFolder()
  target = join(folder, 'result')
})

describe('a result at an address', () => {
  it('is written as it is, whatever the content type says, without the key', async () => {
    const server = await startLoopback((_, response) => response.setHeader('content-type', 'text/html').end(picture))
    expect(await fetch(`${server.origin}/a?sig=1`)).toEqual(written)
    expect(await readFile(target)).toEqual(picture)
    expect(JSON.stringify(server.seen[0]!.headers)).not.toContain(apiKey)
    expect(server.seen[0]!.path).toBe('/a?sig=1')
  })

  it('follows three redirects', async () => {
    const server = await startLoopback(({ path }, response) => {
      if (path === '/3') response.end(picture)
      else response.writeHead(302, { location: `/${Number(path.slice(1)) + 1}` }).end()
    })
    expect(await fetch(`${server.origin}/0`)).toEqual(written)
    expect(server.seen).toHaveLength(4)
  })

  it('does not follow a fourth', async () => {
    const server = await startLoopback((_, response) => response.writeHead(307, { location: '/again' }).end())
    expect(await refusal(`${server.origin}/`)).toMatchObject({ kind: 'refused', code: 'result-invalid' })
    expect(server.seen).toHaveLength(4)
  })

  it.each([
    'http://192.168.0.1/',
    'http://files.example/',
    'file:///etc/passwd',
    'https://10.0.0.1/',
    'http://[::',
    'data:,x',
  ])('checks every redirect again (%s)', async (location) => {
    const server = await startLoopback((_, response) => response.writeHead(302, { location }).end())
    expect(await refusal(server.origin)).toMatchObject({ kind: 'refused', code: 'result-invalid' })
    expect(server.seen).toHaveLength(1)
  })

  it('is not called on this machine for a service that is elsewhere', async () => {
    const server = await startLoopback((_, response) => response.end(picture))
    for (const url of [server.origin, server.origin.replace('http:', 'https:'), 'https://localhost/']) {
      const image = { kind: 'url', url, flagged: false } as const
      const failure = await failureOf(
        createImageFetcher({ http: testClient(), isLocal: false })(image, target, context()),
      )
      expect(failure).toMatchObject({ kind: 'refused', code: 'result-invalid' })
    }
    expect(server.connections()).toBe(0)
  })

  it.each([
    [403, 'refused', 'result-lost'],
    [404, 'refused', 'result-lost'],
    [410, 'refused', 'result-lost'],
    [429, 'busy', 'rate-limited'],
    [500, 'busy', 'provider-unavailable'],
    [503, 'busy', 'provider-unavailable'],
    [204, 'refused', 'result-invalid'],
    [304, 'refused', 'result-invalid'],
  ])('that answers %i is %s with %s', async (status, kind, code) => {
    const server = await startLoopback((_, response) => response.writeHead(status, { 'retry-after': '2' }).end())
    const failure = await refusal(server.origin)
    expect(failure).toMatchObject({ kind, code, retryAfterMs: kind === 'busy' ? 2_000 : null })
    expect(await readdir(folder)).toEqual([])
  })

  it('leaves nothing behind when it is cut short, and may be fetched again', async () => {
    const server = await startTcp((socket, number) =>
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 22\r\n\r\n${number === 1 ? 'the' : picture.toString()}`),
      ),
    )
    expect(await refusal(server.origin)).toMatchObject({ kind: 'busy', code: 'provider-unavailable' })
    expect(await readdir(folder)).toEqual([])
    expect(await fetch(server.origin)).toEqual(written)
  })

  it('leaves nothing behind when it is too large once unpacked', async () => {
    const server = await startLoopback((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(2_000_000))),
    )
    const limits = { totalMs: 5_000, idleMs: 5_000, maxBytes: 1_000_000 }
    const image = { kind: 'url', url: server.origin, flagged: false } as const
    const failure = await failureOf(
      createImageFetcher({ http: testClient(), isLocal: true, limits })(image, target, context()),
    )
    expect(failure).toMatchObject({ kind: 'refused', code: 'result-invalid' })
    expect(await readdir(folder)).toEqual([])
  })

  it('is busy when its place cannot be reached', async () => {
    const failure = await refusal(await closedOrigin())
    expect(failure).toMatchObject({ kind: 'busy', code: 'offline' })
    expect(failure.message).toBe('The place of the result cannot be reached (ECONNREFUSED).')
  })

  it('stops when it is stopped, and leaves nothing behind', async () => {
    const stop = new AbortController()
    const server = await startLoopback((_, response) => {
      response.write('begun', () => stop.abort())
    })
    const failure = await failureOf(fetch(server.origin, stop.signal))
    expect(failure).toMatchObject({ kind: 'busy', code: 'cancelled' })
    expect(await readdir(folder)).toEqual([])
  })

  it('is not fetched over a file that is there', async () => {
    await writeFile(target, 'mine')
    const server = await startLoopback((_, response) => response.end(picture))
    await expect(fetch(server.origin)).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(await readFile(target, 'utf8')).toBe('mine')
  })
})

describe('a result that is already here', () => {
  it.each([
    ['in the reply', { kind: 'base64', base64: picture.toString('base64'), flagged: false }],
    [
      'in the reply as a data URI',
      { kind: 'base64', base64: `data:image/png;base64,${picture.toString('base64')}`, flagged: false },
    ],
    ['in its address', { kind: 'url', url: `data:image/png;base64,${picture.toString('base64')}`, flagged: false }],
  ] satisfies [string, ResultImage][])('is written from where it is: %s', async (_, image) => {
    expect(await fetchImage(image)).toEqual(written)
    expect(await readFile(target)).toEqual(picture)
  })

  it('is refused when it is damaged', async () => {
    const failure = await failureOf(fetchImage({ kind: 'base64', base64: '%%%', flagged: false }))
    expect(failure).toMatchObject({ kind: 'refused', code: 'result-invalid' })
    expect(await readdir(folder)).toEqual([])
  })

  it('is copied from a file, which stays', async () => {
    const path = join(folder, 'made')
    await writeFile(path, picture)
    expect(await fetchImage({ kind: 'file', path, flagged: false })).toEqual(written)
    expect((await readdir(folder)).sort()).toEqual(['made', 'result'])
  })

  it('is lost when its file is gone', async () => {
    const failure = await failureOf(fetchImage({ kind: 'file', path: join(folder, 'gone'), flagged: false }))
    expect(failure).toMatchObject({ kind: 'refused', code: 'result-lost' })
  })
})

function fetchImage(image: ResultImage, signal?: AbortSignal) {
  return createImageFetcher({ http: testClient(), isLocal: true })(image, target, context(signal))
}

function fetch(url: string, signal?: AbortSignal) {
  return fetchImage({ kind: 'url', url, flagged: false }, signal)
}

function refusal(url: string) {
  return failureOf(fetch(url))
}
