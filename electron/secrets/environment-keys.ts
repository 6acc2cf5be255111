import { AppError, toFailure } from '../../shared/errors.ts'
import { providers, type ServiceId, serviceIds } from '../../shared/models/model.ts'
import { checkKey, type SecretStore } from './secret-store.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Keys that were passed in the environment. They are never stored. */
export interface EnvironmentKeys {
  /** null where the variable is not set or blank; throws `invalid-request` where it holds no usable key. */
  get(service: ServiceId): string | null
}

export type KeySource = 'environment' | 'keychain'

/** A secret store whose reads prefer the environment. Writes go to the store alone. */
export interface KeySources extends SecretStore {
  sourceOf(service: ServiceId): Promise<KeySource | null>
}

const keyVariables: ReadonlySet<string> = new Set(serviceIds.map((service) => providers[service].keyVariable))

/** Reads the keys of an environment once; changing it later changes nothing. */
export function createEnvironmentKeys(environment: Environment): EnvironmentKeys {
  const texts = new Map(
    serviceIds.map((service) => [service, environment[providers[service].keyVariable]?.trim() ?? '']),
  )
  return {
    get: (service) => {
      const text = texts.get(service) ?? ''
      return text === '' ? null : checkVariable(service, text)
    },
  }
}

/** The environment for a process we start: everything but the keys. Names count without case, as on Windows. */
export function withoutKeys(environment: Environment): Record<string, string> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !keyVariables.has(entry[0].toUpperCase()),
  )
  return Object.fromEntries(kept)
}

export function preferEnvironment(environment: EnvironmentKeys, store: SecretStore): KeySources {
  const inEnvironment = (): ServiceId[] => serviceIds.filter((service) => environment.get(service) !== null)
  return {
    get: async (service) => environment.get(service) ?? store.get(service),
    set: (service, key) => store.set(service, key),
    remove: (service) => store.remove(service),
    list: async () => {
      const given = inEnvironment()
      // With every key given, a store that does not work is no reason to fail.
      const stored = given.length === serviceIds.length ? [] : await store.list()
      return serviceIds.filter((service) => given.includes(service) || stored.includes(service))
    },
    sourceOf: async (service) => {
      if (environment.get(service) !== null) return 'environment'
      return (await store.get(service)) === null ? null : 'keychain'
    },
  }
}

function checkVariable(service: ServiceId, text: string): string {
  try {
    return checkKey(text)
  } catch (thrown) {
    const { message } = toFailure(thrown)
    throw new AppError('invalid-request', `${providers[service].keyVariable}: ${message}`, { cause: thrown })
  }
}
