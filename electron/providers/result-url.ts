import { isIP } from 'node:net'
import { isLoopbackAddress, isPublicAddress } from './public-address.ts'

/**
 * The address of a file that a service named, if it may be called, otherwise null: https, the default port, no user
 * info, and a public address where it is a literal one. Names are judged by what they resolve to, when the connection
 * is made. With `allowsLocal` an address on this machine is taken too, on any port and without TLS; that is for a
 * configured service that is itself on this machine.
 */
export function parseFileUrl(text: string, { allowsLocal }: { allowsLocal: boolean }): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return null
  if (allowsLocal && isLocalUrl(url)) return url
  if (url.protocol !== 'https:' || url.port !== '') return null
  const host = literalAddress(url)
  return host === null || isPublicAddress(host) ? url : null
}

/** Whether the URL is http or https to this machine by a literal address or the name localhost. */
export function isLocalUrl(url: URL): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false
  const host = literalAddress(url)
  return host === null ? url.hostname === 'localhost' : isLoopbackAddress(host)
}

/** The address in brackets or dots, null where the host is a name. The URL parser has undone octal and hex spellings. */
function literalAddress({ hostname }: URL): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return isIP(bare) === 0 ? null : bare
}
