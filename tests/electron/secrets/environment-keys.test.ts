import { describe, expect, it } from 'vitest'
import { createEnvironmentKeys, preferEnvironment, withoutKeys } from '../../../electron/secrets/environment-keys.ts'
import type { SecretStore } from '../../../electron/secrets/secret-store.ts'
import { AppError } from '../../../shared/errors.ts'

function createMemoryStore(keys: Partial<Record<'runflow' | 'aimlapi', string>>): SecretStore & { calls: string[] } {
  const calls: string[] = []
  return {
    calls,
    get: (service) => Promise.resolve(keys[service] ?? null),
    set: (service, key) => {
      calls.push(`set ${service} ${key}`)
      return Promise.resolve()
    },
    remove: (service) => {
      calls.push(`remove ${service}`)
      return Promise.resolve(true)
    },
    list: () => Promise.resolve(Object.keys(keys) as ('runflow' | 'aimlapi')[]),
  }
}

const absent = (): Promise<never> => Promise.reject(new AppError('keychain-absent', 'None.'))
const absentStore: SecretStore = { get: absent, set: absent, remove: absent, list: absent }

describe('keys in the environment', () => {
  it('are trimmed, and blank ones are none', () => {
    const keys = createEnvironmentKeys({ RUNFLOW_API_KEY: ' key \n', AIMLAPI_API_KEY: '   ' })
    expect([keys.get('runflow'), keys.get('aimlapi')]).toEqual(['key', null])
    expect(createEnvironmentKeys({}).get('runflow')).toBeNull()
  })

  it('that cannot be sent are refused by the name of the variable, not by their value', () => {
    const keys = createEnvironmentKeys({ RUNFLOW_API_KEY: 'canary\r\nX: 1' })
    expect(() => keys.get('runflow')).toThrow(
      expect.objectContaining({
        code: 'invalid-request',
        message: expect.stringMatching(/^RUNFLOW_API_KEY: (?!.*canary)/) as unknown,
      }),
    )
  })

  it('are not handed to processes that are started', () => {
    const environment = { PATH: '/bin', RUNFLOW_API_KEY: 'a', aimlapi_api_key: 'b', GONE: undefined }
    expect(withoutKeys(environment)).toEqual({ PATH: '/bin' })
    expect(environment.RUNFLOW_API_KEY).toBe('a')
  })

  it('go before the store and are never stored', async () => {
    const store = createMemoryStore({ runflow: 'stored', aimlapi: 'stored' })
    const sources = preferEnvironment(createEnvironmentKeys({ RUNFLOW_API_KEY: 'given' }), store)
    expect(await sources.get('runflow')).toBe('given')
    expect(await sources.get('aimlapi')).toBe('stored')
    expect(await sources.sourceOf('runflow')).toBe('environment')
    expect(await sources.sourceOf('aimlapi')).toBe('keychain')
    expect(await sources.list()).toEqual(['runflow', 'aimlapi'])
    expect(store.calls).toEqual([])
  })

  it('leave writing to the store', async () => {
    const store = createMemoryStore({})
    const sources = preferEnvironment(createEnvironmentKeys({ RUNFLOW_API_KEY: 'given' }), store)
    await sources.set('runflow', 'new')
    expect(await sources.remove('runflow')).toBe(true)
    expect(store.calls).toEqual(['set runflow new', 'remove runflow'])
    expect(await sources.sourceOf('aimlapi')).toBeNull()
    expect(await sources.list()).toEqual(['runflow'])
  })

  it('work where there is no key store at all', async () => {
    const both = preferEnvironment(createEnvironmentKeys({ RUNFLOW_API_KEY: 'a', AIMLAPI_API_KEY: 'b' }), absentStore)
    expect(await both.get('runflow')).toBe('a')
    expect(await both.list()).toEqual(['runflow', 'aimlapi'])
    const one = preferEnvironment(createEnvironmentKeys({ RUNFLOW_API_KEY: 'a' }), absentStore)
    expect(await one.get('runflow')).toBe('a')
    await expect(one.get('aimlapi')).rejects.toMatchObject({ code: 'keychain-absent' })
    await expect(one.list()).rejects.toMatchObject({ code: 'keychain-absent' })
  })
})
