import { AppError } from '../../shared/errors.ts'
import { serviceIds } from '../../shared/models/model.ts'
import { serviceOrigins } from '../providers/registry.ts'

/** `runflow.io` of `api.runflow.io`: dashboards and documentation are siblings of the service itself. */
const domains: readonly string[] = serviceIds.map((service) =>
  new URL(serviceOrigins[service]).hostname.split('.').slice(-2).join('.'),
)

/** The address as it may be opened outside; throws `invalid-request` for anything but a page of a known service. */
export function checkLink(text: string): string {
  const url = URL.parse(text)
  const isPlain = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.port === ''
  if (url !== null && isPlain && domains.some((domain) => isOf(url.hostname, domain))) return url.href
  throw new AppError('invalid-request', 'This is no page of a service Lightbench knows.')
}

function isOf(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`)
}
