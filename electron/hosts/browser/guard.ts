import type { IncomingMessage } from 'node:http'
import { HttpRefusal } from './http-refusal.ts'

export interface Place {
  readonly host: string
  readonly origin: string
}

/** Any other name that leads here may belong to somebody else tomorrow (DNS rebinding). */
export function checkHost({ headers, headersDistinct }: IncomingMessage, { host, origin }: Place): void {
  if (headers.host === host && headersDistinct['host']?.length === 1) return
  throw new HttpRefusal(421, `Lightbench answers at ${origin}/ only.`)
}

/**
 * Requests that do something, or listen, must come from our own page. Browsers leave `Origin` out of a page's own GET
 * requests, and say there by `Sec-Fetch-Site` where they come from.
 */
export function checkOrigin({ headers, method }: IncomingMessage, { origin }: Place): void {
  const site = headers['sec-fetch-site']
  const isOurs = headers.origin === origin && (site === undefined || site === 'same-origin')
  const isOurGet = method === 'GET' && headers.origin === undefined && site === 'same-origin'
  if (!isOurs && !isOurGet) throw foreign()
}

/** What is only shown may also be asked for by the person directly (`none`), but by no other page. */
export function checkSite({ headers }: IncomingMessage): void {
  const site = headers['sec-fetch-site'] ?? 'none'
  if (site !== 'same-origin' && site !== 'none') throw foreign()
}

function foreign(): HttpRefusal {
  return new HttpRefusal(403, 'Requests of other pages are refused.')
}
