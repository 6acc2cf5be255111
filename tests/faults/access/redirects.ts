import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHttpClient, type HttpCall, type HttpClient } from '../../../electron/providers/http.ts'
import { createImageFetcher } from '../../../electron/providers/image-fetcher.ts'
import { CallFailure } from '../../../electron/providers/provider.ts'
import { TransportFailure } from '../../../electron/providers/transport-failure.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'
import { privateHost } from './addresses.ts'

const key = 'CANARY-key-19f2'
const signal = new AbortController().signal

/** A result at a public address that leads, by up to three hops, to one that nobody may be led to. */
export async function tryRedirects(count: number, random: Random): Promise<SuiteResult> {
  const violations: string[] = []
  for (let index = 0; index < count; index += 1) {
    const publicHops = random.int(0, 3)
    const bad = badTarget(random)
    const way = [...Array.from({ length: publicHops }, (_, hop) => `https://files${hop}.example/result.png`), bad]
    const calls: HttpCall[] = []
    const fetchImage = createImageFetcher({ http: redirecting(way, random, calls), isLocal: false })
    const image = { kind: 'url', url: 'https://files.example/result.png', flagged: false } as const
    try {
      await fetchImage(image, '/nowhere', { apiKey: key, signal })
      violations.push(`${bad} was taken for a result`)
    } catch (thrown) {
      if (!(thrown instanceof CallFailure)) violations.push(`${bad} ends in ${String(thrown)}`)
    }
    for (const { url, route, headers } of calls) {
      if (!url.hostname.endsWith('.example')) violations.push(`${url.href} was called after ${publicHops} redirects`)
      if (url.protocol !== 'https:') violations.push(`${url.href} was called without TLS`)
      if (route !== 'public-file') violations.push(`${url.href} was called as ${route}`)
      if (JSON.stringify(headers).includes(key)) violations.push(`${url.href} was given the key`)
    }
  }
  return { counts: { 'redirects to private addresses': count }, violations }
}

function badTarget(random: Random): string {
  const host = privateHost(random)
  return random.pick([
    `https://${host}/result.png`,
    `http://${host}/latest/meta-data/`,
    `//${host}/result.png`,
    'http://files.example/result.png',
    'https://user:secret@files.example/result.png',
    'https://files.example:8443/result.png',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://[',
  ])
}

/** Answers each call with the next stop of the way. Nobody can be asked for real at a public address here. */
function redirecting(way: readonly string[], random: Random, calls: HttpCall[]): HttpClient {
  return {
    exchange: (call, read) => {
      const location = way[calls.length] ?? null
      calls.push(call)
      const status = location === null ? 404 : random.pick([301, 302, 303, 307, 308])
      return read({ status, header: (name) => (name === 'location' ? location : null) }, nothing())
    },
    close: () => Promise.resolve(),
  }
}

async function* nothing(): AsyncGenerator<Buffer> {
  yield* []
}

/** A real server on this machine behind a name that a service gave: nobody may come to its door. */
export async function knockAtLoopback(): Promise<SuiteResult> {
  const violations: string[] = []
  let knocks = 0
  const server = createServer((_request, response) => response.end('inside'))
  server.on('connection', () => (knocks += 1))
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // It listens on a port.
  const http = createHttpClient({
    resolve: (_name, _options, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]),
  })
  const limits = { totalMs: 5_000, idleMs: 5_000, maxBytes: 1_000 }
  const url = new URL(`http://files.example:${port}/result.png`)
  const call = { url, method: 'GET', headers: {}, body: null, limits, signal, route: 'public-file' } as const
  try {
    await http.exchange(call, () => Promise.resolve())
    violations.push('A name that resolves to this machine was fetched')
  } catch (thrown) {
    if (!(thrown instanceof TransportFailure) || thrown.reason !== 'address-refused')
      violations.push(`A name that resolves to this machine ends in ${String(thrown)}`)
  }
  if (knocks > 0) violations.push('A name that resolves to this machine was connected to')
  await http.close()
  await new Promise((resolve) => server.close(resolve))
  return { counts: { 'doors of this machine': 1 }, violations }
}
