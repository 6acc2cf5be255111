import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { AppError } from '../../../../shared/errors.ts'
import { channelNames } from '../../../../shared/ipc/channels.ts'
import { startTestHost, type TestHost } from './test-host.ts'
import { eventually } from '../../../support/eventually.ts'

const json = { 'content-type': 'application/json' }

it('hands a request to the desk and its result back', async () => {
  const { desk, post } = await startTestHost()
  desk.answers['sources:list'] = ({ limit }) => ({ rows: [], total: limit })
  const { status, headers, text } = await post('/api/sources:list', { after: -1, limit: 7 })
  expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/json' })
  expect(JSON.parse(text)).toEqual({ ok: true, value: { rows: [], total: 7 } })
})

it('answers failures as values', async () => {
  const { desk, post } = await startTestHost()
  desk.answers['keys:read'] = () => Promise.reject(new AppError('keychain-locked', 'The key store is locked.'))
  expect(JSON.parse((await post('/api/keys:read', null)).text)).toEqual({
    ok: false,
    error: { code: 'keychain-locked', message: 'The key store is locked.' },
  })
})

it('takes null and an empty body for no argument', async () => {
  const { desk, post, call, ours } = await startTestHost()
  desk.answers['intake:stop'] = () => undefined
  expect(JSON.parse((await post('/api/intake:stop', null)).text)).toEqual({ ok: true })
  const empty = await call('/api/intake:stop', { method: 'POST', headers: ours(json) })
  expect(JSON.parse(empty.text)).toEqual({ ok: true })
})

it.each([
  ['another page', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another port', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' }],
  ['another name for this machine', { origin: 'http://localhost:PORT' }],
  ['a sandboxed page', { origin: 'null' }],
  ['a page that lies about its origin', { 'sec-fetch-site': 'cross-site' }],
])('refuses %s although the cookie came along', async (_, headers) => {
  const { desk, call, ours, port } = await startTestHost()
  desk.answers['intake:stop'] = () => undefined
  const origin = (headers as { origin?: string }).origin?.replace('PORT', String(port))
  const sent = ours({ ...json, ...headers, ...(origin === undefined ? {} : { origin }) })
  expect((await call('/api/intake:stop', { method: 'POST', headers: sent })).status).toBe(403)
  expect((await call('/import/begin', { method: 'POST', headers: sent, body: '{"files":1}' })).status).toBe(403)
  expect((await call('/events', { headers: sent })).status).toBe(403)
  expect(desk.calls).toEqual([])
  expect(desk.importFolders).toEqual([])
})

it('refuses a post without an origin, and events without anything that says where they are asked from', async () => {
  const { call, ours } = await startTestHost()
  const { cookie = '' } = ours()
  expect((await call('/api/intake:stop', { method: 'POST', headers: { cookie, ...json } })).status).toBe(403)
  const fetched = { cookie, 'sec-fetch-site': 'same-origin', ...json }
  expect((await call('/api/intake:stop', { method: 'POST', headers: fetched })).status).toBe(403)
  expect((await call('/events', { headers: { cookie } })).status).toBe(403)
})

it('shows no file or picture to another page', async () => {
  const { call, ours, desk } = await startTestHost()
  for (const site of ['cross-site', 'same-site']) {
    const headers = { cookie: ours()['cookie']!, 'sec-fetch-site': site }
    expect((await call('/assets/page-1a2b.js', { headers })).status).toBe(403)
    expect((await call('/picture/1?edge=64', { headers })).status).toBe(403)
  }
  expect(desk.pictureRequests).toEqual([])
})

it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
  'refuses a body of the type “%s”',
  async (type) => {
    const { call, ours, desk } = await startTestHost()
    const headers = ours(type === '' ? {} : { 'content-type': type })
    expect((await call('/api/intake:stop', { method: 'POST', headers, body: 'null' })).status).toBe(415)
    expect(desk.calls).toEqual([])
  },
)

it('refuses what is not JSON', async () => {
  const { call, ours } = await startTestHost()
  expect((await call('/api/intake:stop', { method: 'POST', headers: ours(json), body: '{' })).status).toBe(400)
})

it('knows the channels of the contract alone', async () => {
  const { post } = await startTestHost()
  for (const name of ['nothing', 'constructor', '__proto__', 'toString', 'APP:READ', 'app%3Aread', '']) {
    expect((await post(`/api/${name}`, null)).status, name).toBe(404)
  }
  for (const name of channelNames) expect((await post(`/api/${name}`, 0)).status, name).toBe(200)
})

it.each([
  ['GET', '/api/app:read', 'POST'],
  ['PUT', '/api/app:read', 'POST'],
  ['POST', '/', 'GET'],
  ['POST', '/events', 'GET'],
  ['DELETE', '/picture/1?edge=64', 'GET'],
  ['GET', '/import/file', 'POST'],
  ['OPTIONS', '/api/app:read', 'POST'],
])('refuses %s %s', async (method, path, allowed) => {
  const { call, ours } = await startTestHost()
  const { status, headers } = await call(path, { method, headers: ours(json) })
  expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: allowed })
})

it('takes a selection of a hundred thousand pictures, and nothing above two megabytes', async () => {
  const { desk, post, call, ours } = await startTestHost()
  desk.answers['sources:remove'] = ({ selection }) => ({
    removed: 'ids' in selection ? selection.ids.length : 0,
    undo: 'u',
  })
  const ids = Array.from({ length: 100_000 }, (_, index) => 900_000 + index)
  const taken = await post('/api/sources:remove', { selection: { ids } })
  expect(JSON.parse(taken.text)).toMatchObject({ ok: true, value: { removed: 100_000 } })
  const announced = await call('/api/intake:stop', {
    method: 'POST',
    headers: ours({ ...json, 'content-length': String(3 * 1_048_576), expect: '100-continue' }),
  })
  expect(announced.status).toBe(413)
  expect(announced.headers.connection).toBe('close')
})

it('stops reading a body that turns out larger than it may be', async () => {
  const { socket, ours, port } = await startTestHost()
  const headers = Object.entries({ ...ours(json), 'transfer-encoding': 'chunked', host: `127.0.0.1:${port}` })
  const connection = socket()
  let answer = ''
  connection.on('data', (bytes: Buffer) => (answer += bytes.toString()))
  connection.write(`POST /api/intake:stop HTTP/1.1\r\n${headers.map(([n, v]) => `${n}: ${v}\r\n`).join('')}\r\n`)
  const piece = 'x'.repeat(65_536)
  const write = (): void => {
    if (!connection.destroyed && connection.write(`10000\r\n${piece}\r\n`)) setImmediate(write)
  }
  connection.on('drain', write)
  write()
  await eventually(() => expect(connection.destroyed).toBe(true))
  expect(connection.bytesWritten).toBeLessThan(64 * 1_048_576)
})

it.each([
  '/../package.json',
  '/..%2f..%2fpackage.json',
  '/%2e%2e/%2e%2e/package.json',
  '/assets/../../notes.txt',
  '/assets/..%5c..%5cnotes.txt',
  '/assets/%00page-1a2b.js',
  '//etc/passwd',
  '/notes.txt',
  '/index.html',
  '/assets/',
  '/assets/page-1a2b.js/',
  '/assets%2fpage-1a2b.js',
  'http://127.0.0.1/assets/page-1a2b.js',
  'file:///etc/passwd',
  '*',
])('has nothing at %s', async (target) => {
  const { raw, port, ours } = await startTestHost()
  const head = `Host: 127.0.0.1:${port}\r\nCookie: ${ours()['cookie']}\r\nConnection: close\r\n`
  expect(await raw(`GET ${target} HTTP/1.1\r\n${head}\r\n`)).toMatch(/^HTTP\/1.1 404 /)
})

it('serves the files of the page, and lets the browser keep those whose name says their content', async () => {
  const { call, ours } = await startTestHost()
  const script = await call('/assets/page-1a2b.js', { headers: ours() })
  expect(script).toMatchObject({ status: 200, text: 'export {}' })
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(script.headers['cache-control']).toContain('immutable')
  expect((await call('/favicon.ico', { headers: ours() })).status).toBe(204)
})

function addPicture({ desk }: TestHost, id: string, bytes = 'picture'): void {
  const path = join(desk.folder, `${id}.webp`)
  writeFileSync(path, bytes)
  desk.pictures.set(id, { path, mimeType: 'image/webp' })
}

it('sends a picture by its id', async () => {
  const test = await startTestHost()
  addPicture(test, 'known')
  const { status, headers, text } = await test.call('/picture/known?edge=256', { headers: test.ours() })
  expect({ status, text }).toEqual({ status: 200, text: 'picture' })
  expect(headers).toMatchObject({ 'content-type': 'image/webp', 'content-length': '7' })
  expect(headers['cache-control']).toMatch(/^private, .*immutable$/)
  expect(test.desk.pictureRequests).toMatchObject([{ id: 'known', edge: 256 }])
})

it('has a kept thumbnail asked for again, because the picture itself may be back', async () => {
  const test = await startTestHost()
  addPicture(test, 'kept')
  const picture = test.desk.pictures.get('kept')
  test.desk.pictures.set('kept', { path: picture?.path ?? '', mimeType: 'image/webp', isKept: true })
  const { status, headers } = await test.call('/picture/kept?edge=256', { headers: test.ours() })
  expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
})

it.each(['', '?edge=', '?edge=15', '?edge=4097', '?edge=1e3', '?edge=-64', '?edge=64.5'])(
  'sends no picture for the size “%s”',
  async (query) => {
    const test = await startTestHost()
    addPicture(test, 'known')
    expect((await test.call(`/picture/known${query}`, { headers: test.ours() })).status).toBe(404)
    expect(test.desk.pictureRequests).toEqual([])
  },
)

it('says of a picture that cannot be shown no more than that', async () => {
  const { desk, call, ours, errors } = await startTestHost()
  desk.pictures.set('vanished', { path: join(desk.folder, 'vanished.webp'), mimeType: 'image/webp' })
  desk.picture = (id) => {
    const known = desk.pictures.get(id)
    if (known !== undefined) return Promise.resolve(known)
    if (id === 'broken') return Promise.reject(new AppError('picture-unreadable', '/home/me/secret.jpg is broken.'))
    return Promise.reject(new AppError('invalid-request', 'There is no such picture.'))
  }
  const statuses = async (id: string): Promise<number> =>
    (await call(`/picture/${id}?edge=64`, { headers: ours() })).status
  expect(await statuses('unknown')).toBe(404)
  expect(await statuses('vanished')).toBe(404)
  expect(await statuses('../../etc/passwd')).toBe(404)
  const broken = await call('/picture/broken?edge=64', { headers: ours() })
  expect(broken).toMatchObject({ status: 415, text: 'It cannot be shown.\n' })
  expect(errors).toEqual([])
})

it('forgets a picture that nobody waits for any more', async () => {
  const { desk, socket, ours, port } = await startTestHost()
  const asked = Promise.withResolvers<AbortSignal>()
  desk.picture = (_, { signal }) => {
    asked.resolve(signal)
    return Promise.withResolvers<never>().promise
  }
  const connection = socket()
  connection.write(`GET /picture/1?edge=64 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${ours()['cookie']}\r\n\r\n`)
  const signal = await asked.promise
  expect(signal.aborted).toBe(false)
  connection.destroy()
  await eventually(() => expect(signal.aborted).toBe(true))
})

it('tells nothing of a bug but that it is in the log', async () => {
  const { desk, call, ours, errors } = await startTestHost()
  desk.picture = () => Promise.reject(new Error('secret detail'))
  const { status, text } = await call('/picture/1?edge=64', { headers: ours() })
  expect(status).toBe(500)
  expect(text).not.toContain('secret')
  expect(errors).toHaveLength(1)
})

it('is at the port it was at before, or at a free one where that is taken', async () => {
  const first = await startTestHost()
  const beside = await startTestHost({ likelyPort: first.port })
  expect(beside.port).not.toBe(first.port)
  await first.host.close()
  const again = await startTestHost({ likelyPort: first.port })
  expect(again.port).toBe(first.port)
})
