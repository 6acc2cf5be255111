import { Argument } from 'commander'
import { providers, serviceIds, type ServiceId } from '../../../shared/models/model.ts'

/** The name of a service as an argument; anything else is refused with the names there are. */
export function serviceArgument(flags: '<provider>' | '[provider]'): Argument {
  const names = serviceIds.map((service) => `${service} (${nameOf(service)})`)
  return new Argument(flags, names.join(' or ')).choices(serviceIds)
}

export function nameOf(service: ServiceId): string {
  return providers[service].name
}
