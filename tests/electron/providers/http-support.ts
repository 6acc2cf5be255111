import { expect, onTestFinished } from 'vitest'
import { createHttpClient, readText, type HttpCall, type HttpClient } from '../../../electron/providers/http.ts'
import type { ResolveAll } from '../../../electron/providers/public-address.ts'
import { TransportFailure } from '../../../electron/providers/transport-failure.ts'

export const limits = { totalMs: 10_000, idleMs: 10_000, maxBytes: 1_000_000 }

/** Name lookups that do not depend on the network of the machine. */
export const unknownName: ResolveAll = (_host, _options, callback) =>
  callback(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), [])
export const neverResolves: ResolveAll = () => undefined
export const leadsToThisMachine: ResolveAll = (_host, _options, callback) =>
  callback(null, [{ address: '127.0.0.1', family: 4 }])

export function client(resolve?: ResolveAll): HttpClient {
  const http = createHttpClient(resolve ? { resolve } : {})
  onTestFinished(() => http.close())
  return http
}

export function send(http: HttpClient, request: HttpCall) {
  return http.exchange(request, readText)
}

export function call(origin: string, path = '/'): HttpCall {
  const { signal } = new AbortController()
  return { url: new URL(path, origin), method: 'GET', headers: {}, body: null, route: 'api', limits, signal }
}

export function post(origin: string): HttpCall {
  return { ...call(origin), method: 'POST', body: '{}', route: 'paid' }
}

export async function expectFailure(
  result: Promise<unknown>,
  expected: Partial<Pick<TransportFailure, 'reason' | 'wasSent'>>,
): Promise<TransportFailure> {
  const thrown = await result.then(
    () => null,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(TransportFailure)
  expect(thrown).toMatchObject(expected)
  return thrown as TransportFailure
}
