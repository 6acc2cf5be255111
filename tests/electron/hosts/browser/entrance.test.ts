import { expect, it } from 'vitest'
import { cookieOf, howToEnter, pathOf, startTestHost } from './test-host.ts'

it('lets in who brings the token, once, and takes it out of the address', async () => {
  const { host, call } = await startTestHost()
  const path = pathOf(host.newUrl())
  const entered = await call(path)
  expect(entered.status).toBe(303)
  expect(entered.headers.location).toBe('/')
  expect(entered.headers['clear-site-data']).toBe('"cache", "storage"')
  expect(entered.headers['set-cookie']![0]).toMatch(/^lightbench-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  const page = await call('/', { headers: { cookie: cookieOf(entered) } })
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('<title>Lightbench') as string })
  const again = await call(path)
  expect(again.status).toBe(401)
  expect(again.text).toContain(howToEnter)
  expect(again.headers['set-cookie']).toBeUndefined()
})

it('lets in no other user of the machine, whatever he knows', async () => {
  const { host, call, ours } = await startTestHost({ isOwnUser: () => false })
  expect((await call(pathOf(host.newUrl()))).status).toBe(403)
  expect((await call('/', { headers: ours() })).status).toBe(403)
})

it('names the cookie after the port, since all ports of a host share their cookies', async () => {
  const { host, call, port } = await startTestHost()
  expect(cookieOf(await call(pathOf(host.newUrl())))).toContain(`lightbench-${port}=`)
})

it('takes a token of at least 128 bits, and only the latest', async () => {
  const { host, call } = await startTestHost()
  const [first, second] = [host.newUrl(), host.newUrl()]
  expect(new URL(first).searchParams.get('token')).toMatch(/^[\w-]{43}$/)
  expect((await call(pathOf(first))).status).toBe(401)
  expect((await call(pathOf(second))).status).toBe(303)
})

it.each(['/', '/?token=', '/?token=wrong', '/?token=undefined', '/?token=null', '/assets/page-1a2b.js', '/nothing'])(
  'turns away who brings neither token nor cookie: %s',
  async (path) => {
    const { call } = await startTestHost()
    expect(await call(path)).toMatchObject({ status: 401, text: expect.stringContaining(howToEnter) as string })
  },
)

it('does not burn the token on wrong guesses, other methods or other paths', async () => {
  const { host, call } = await startTestHost()
  const path = pathOf(host.newUrl())
  await call('/?token=wrong')
  await call(path, { method: 'HEAD' })
  await call(path, { method: 'POST' })
  await call(path.replace('/?', '/events?'))
  expect((await call(path)).status).toBe(303)
})

it('takes no cookie but its own', async () => {
  const { call, port, ours } = await startTestHost()
  const value = ours()['cookie']!.split('=')[1]!
  for (const cookie of [`lightbench-${port}=`, `lightbench-${port}=wrong`, `lightbench-1=${value}`, `x=${value}`]) {
    expect((await call('/', { headers: { cookie } })).status, cookie).toBe(401)
  }
  const among = { headers: { cookie: `lightbench-1=other; ${ours()['cookie']}; last=one` } }
  expect((await call('/', among)).status).toBe(200)
})

it('lets somebody who is in already open a used address again', async () => {
  const { host, call, ours } = await startTestHost()
  const path = pathOf(host.newUrl())
  await call(path)
  expect((await call(path, { headers: ours() })).status).toBe(303)
})

it('goes on by itself from a link on another page, where a redirect would leave the cookie behind', async () => {
  const { host, call } = await startTestHost()
  const entered = await call(pathOf(host.newUrl()), { headers: { 'sec-fetch-site': 'cross-site' } })
  expect(entered).toMatchObject({ status: 200, text: expect.stringContaining('content="0;url=/"') as string })
  expect((await call('/', { headers: { cookie: cookieOf(entered) } })).status).toBe(200)
})

it.each([
  'localhost:PORT',
  'evil.example',
  'evil.example:PORT',
  '127.0.0.1',
  '127.0.0.1:1',
  '127.0.0.1:PORT.evil.example',
])('answers under its own address alone, whoever a name leads here: %s', async (name) => {
  const { call, port, ours, host } = await startTestHost()
  const headers = ours({ host: name.replace('PORT', String(port)) })
  for (const path of ['/', pathOf(host.newUrl()), '/events', '/assets/page-1a2b.js']) {
    expect((await call(path, { headers })).status, path).toBe(421)
  }
  expect((await call('/api/app:read', { method: 'POST', headers, body: '' })).status).toBe(421)
})

it('turns away a request with two host names or none', async () => {
  const { raw, port, ours } = await startTestHost()
  const cookie = ours()['cookie']!
  const own = `Host: 127.0.0.1:${port}\r\n`
  expect(await raw(`GET / HTTP/1.1\r\n${own}Host: evil.example\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(
    /^HTTP\/1.1 4(00|21)/,
  )
  expect(await raw(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/)
  expect(await raw(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1.1 421/)
})

it('says on every answer what the page may do', async () => {
  const { call, ours } = await startTestHost()
  const answers = [await call('/'), await call('/', { headers: ours() }), await call('/nothing', { headers: ours() })]
  for (const { headers } of answers) {
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'none'; " +
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

it('listens on this machine alone', async () => {
  const { host } = await startTestHost()
  expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})
