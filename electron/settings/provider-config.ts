import type { ServiceId } from '../../shared/models/model.ts'
import { serviceOrigins, standardCallsPerSecond, type ProviderConfig } from '../providers/registry.ts'
import type { Environment } from '../secrets/environment-keys.ts'
import { readServiceUrl } from './service-url.ts'
import type { Settings } from './settings-schema.ts'

/** Read before anything is opened: a key must never be sent to an address that cannot be used. */
export function serviceOriginsOf(environment: Environment): Record<ServiceId, string> {
  const originOf = (service: ServiceId): string => readServiceUrl(service, environment) ?? serviceOrigins[service]
  return { runflow: originOf('runflow'), aimlapi: originOf('aimlapi') }
}

/** How the services are called. `callsPerSecond` null sets no limit. */
export function providerConfig(
  { callsPerSecond = standardCallsPerSecond }: { readonly callsPerSecond?: number | null },
  { runflow, aimlapi, origins }: Settings & { readonly origins: Record<ServiceId, string> },
): ProviderConfig {
  return {
    runflow: { origin: origins.runflow, callbackUrl: runflow.callbackUrl },
    aimlapi: { origin: origins.aimlapi, strategy: aimlapi.imageStrategy },
    callsPerSecond,
  }
}
