import { setTimeout } from 'node:timers/promises'
import type { Images } from '../images/images.ts'
import { providers as providerNames, type ProviderId, type ServiceId } from '../../shared/models/model.ts'
import { createAimlapiAccount } from './aimlapi/account.ts'
import { createAimlapiCharges } from './aimlapi/charges.ts'
import { createAimlapiProvider, type PictureStrategy } from './aimlapi/aimlapi-provider.ts'
import type { ServiceCharges, Wait } from './charges.ts'
import { createHttpClient } from './http.ts'
import { createLocalProvider } from './local/local-provider.ts'
import { parseServiceOrigin } from './origin.ts'
import { createPace, noPace } from './pace.ts'
import type { EditProvider, ServiceAccount } from './provider.ts'
import { createRunflowCharges } from './runflow/charges.ts'
import { createRunflowAccount } from './runflow/account.ts'
import { createRunflowProvider } from './runflow/runflow-provider.ts'
import { createServiceApi, type ServiceApi } from './service-api.ts'

export interface ProviderConfig {
  readonly runflow: {
    readonly origin: string
    /** Public address of the user's tunnel to the callback listener, null for none. */
    readonly callbackUrl: string | null
  }
  readonly aimlapi: { readonly origin: string; readonly strategy: PictureStrategy }
  /** Calls a second to each service, null for practice, where nothing has to be spared. */
  readonly callsPerSecond: number | null
}

export interface RegistryDependencies {
  readonly images: Pick<Images, 'adjust'>
  readonly temporaryFolder: string
}

export interface Providers {
  provider(id: ProviderId): EditProvider
  account(id: ServiceId): ServiceAccount
  charges(id: ServiceId): ServiceCharges
  /** Ends every connection; calls under way are rejected. */
  close(): Promise<void>
}

/** The addresses of the services themselves (Runflow §1, AIML API §1). */
export const serviceOrigins = {
  runflow: 'https://api.runflow.io',
  aimlapi: 'https://api.aimlapi.com',
} as const satisfies Record<ServiceId, string>

/** Runflow §14: no number is published; this one is ours, and holds for both services. */
export const standardCallsPerSecond = 5

const wait: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, { signal })
}

/** One of everything, made once. Throws an `invalid-request` for a service address that must not be used. */
export function createProviders(config: ProviderConfig, dependencies: RegistryDependencies): Providers {
  const http = createHttpClient()
  const runflow = createApi('runflow')
  const aimlapi = createApi('aimlapi')
  const { callbackUrl } = config.runflow
  const clock = { nowMs: () => performance.now(), random: Math.random }
  const byId: Record<ProviderId, EditProvider> = {
    runflow: createRunflowProvider({ api: runflow, http, callbackUrl, ...clock }),
    aimlapi: createAimlapiProvider({ api: aimlapi, http, strategy: config.aimlapi.strategy }),
    local: createLocalProvider({ ...dependencies, http }),
  }
  const accounts: Record<ServiceId, ServiceAccount> = {
    runflow: createRunflowAccount(runflow),
    aimlapi: createAimlapiAccount(aimlapi),
  }
  const charges: Record<ServiceId, ServiceCharges> = {
    runflow: createRunflowCharges(runflow, wait),
    aimlapi: createAimlapiCharges(aimlapi, wait),
  }
  return {
    provider: (id) => byId[id],
    account: (id) => accounts[id],
    charges: (id) => charges[id],
    close: () => http.close(),
  }

  function createApi(id: ServiceId): ServiceApi {
    const pace = config.callsPerSecond === null ? noPace : createPace(config.callsPerSecond)
    return createServiceApi({ ...parseServiceOrigin(config[id].origin), name: providerNames[id].name, http, pace })
  }
}
