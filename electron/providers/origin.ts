import { AppError } from '../../shared/errors.ts'
import { isLocalUrl } from './result-url.ts'

export interface ServiceOrigin {
  /** Scheme, host and port: the only place the service's key is ever sent to. */
  readonly origin: string
  /** Whether the service runs on this machine; its files may then be there too. */
  readonly isLocal: boolean
}

/** Reads a configured service address: https, or http on this machine. Anything more than an origin is refused. */
export function parseServiceOrigin(text: string): ServiceOrigin {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw refused(text, 'it is not an address')
  if (url.username !== '' || url.password !== '') throw refused(url.host, 'a user name or password is in it')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') throw refused(url.origin, 'a path is in it')
  const isLocal = isLocalUrl(url)
  if (url.protocol !== 'https:' && !isLocal) throw refused(url.origin, 'only https is allowed, or http on this machine')
  return { origin: url.origin, isLocal }
}

function refused(what: string, reason: string): AppError {
  return new AppError('invalid-request', `The service address “${what}” cannot be used: ${reason}.`)
}
