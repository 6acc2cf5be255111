import { request as httpRequest } from 'node:http'
import type { BrowserHost } from '../../../electron/hosts/browser/server.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

interface Call {
  readonly path: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
}

const paths = [
  '/',
  '/index.html',
  '/api/app:read',
  '/api/keys:save',
  '/api/plan:run',
  '/events',
  '/picture/abc?edge=100',
  '/import/begin',
  '/import/file?id=1&path=..%2f..%2fx',
  '/assets/../../../package.json',
  '/..%2f..%2f..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '//etc/passwd',
  '/assets/%00',
  '/?token=',
  '/?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
] as const

/** Calls of others: without the cookie, with a wrong one, under another name of this machine, from another page. */
export async function tryStrangers(
  host: BrowserHost,
  { count, random, cookie }: { count: number; random: Random; cookie: string },
): Promise<SuiteResult> {
  const violations: string[] = []
  const place = new URL(host.origin)
  violations.push(...(await letIn(place, cookie)))
  for (let number = 0; number < count; number += 1) {
    const call = strangeCall(random, place, cookie)
    const status = await send(Number(place.port), call)
    const isLetIn = status >= 200 && status < 300
    if (isLetIn || status < 100 || status >= 500)
      violations.push(`stranger ${number} got ${status}: ${JSON.stringify(call).replace(cookie, '(cookie)')}`)
  }
  violations.push(...(await letIn(place, cookie)))
  return { counts: { 'calls of strangers': count }, violations }
}

/** Before and after: a host that lets nobody in, or that has gone, proves nothing. */
async function letIn({ host, origin, port }: URL, cookie: string): Promise<string[]> {
  const headers = { host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', cookie }
  const status = await send(Number(port), { path: '/', method: 'GET', headers })
  return status === 200 ? [] : [`The owner of the right cookie got ${status}`]
}

function strangeCall(random: Random, { host, origin, port }: URL, cookie: string): Call {
  const [path, method] = [random.pick(paths), random.pick(['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'])]
  const ours = { host, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const wrongCookie = `lightbench-${port}=${random.bytes(32).toString('base64url')}`
  switch (random.int(0, 3)) {
    case 0:
      return { path, method, headers: { ...ours, ...(random.chance(0.5) ? { cookie: wrongCookie } : {}) } }
    case 1: {
      const other = random.pick([
        `localhost:${port}`,
        'example.com',
        `127.0.0.1:${Number(port) + 1}`,
        `127.1:${port}`,
        `[::1]:${port}`,
        `${host}.`,
      ])
      return { path, method, headers: { ...ours, cookie, host: other } }
    }
    case 2: {
      const other = random.pick([
        'https://example.com',
        'null',
        `http://localhost:${port}`,
        `${origin}.example.com`,
        `https://${host}`,
      ])
      return {
        path: random.pick(paths.slice(2, 9)),
        method: 'POST',
        headers: { ...ours, cookie, origin: other, 'sec-fetch-site': 'cross-site' },
      }
    }
    default:
      return { path: random.pick(paths.slice(9, 14)), method, headers: { ...ours, cookie } }
  }
}

function send(port: number, { path, method, headers }: Call): Promise<number> {
  return new Promise((resolve) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      // Some answers have no end for whoever is let in.
      response.destroy()
      resolve(response.statusCode ?? 0)
    })
    request.on('error', () => resolve(0))
    request.end(method === 'POST' ? '{}' : undefined)
  })
}
