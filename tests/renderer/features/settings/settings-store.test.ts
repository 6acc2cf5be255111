import { describe, expect, it } from 'vitest'
import { createRequest, RequestFailure } from '../../../../renderer/api/request.ts'
import {
  changeSettings,
  createSettingsStore,
  loadSettings,
} from '../../../../renderer/features/settings/settings-store.ts'
import type { Requests } from '../../../../shared/ipc/contract.ts'
import { settingsHandlers } from '../../../support/page/fake-settings-handlers.ts'
import { createFakeLibrary } from '../../../support/page/fake-library.ts'
import { readOptions } from '../../../support/page/options.ts'
import { eventually } from '../../../support/eventually.ts'

function setUp(changes: Partial<Requests> = {}) {
  const library = createFakeLibrary(readOptions('?scenario=table'), () => undefined)
  const handlers = settingsHandlers(library)
  const requests = {
    'app:read': async () => ({ ok: true, value: await handlers['app:read'](undefined) }),
    'settings:read': () => Promise.resolve({ ok: true, value: library.settings }),
    'keys:read': () => Promise.resolve({ ok: true, value: library.keys }),
    ...changes,
  } as unknown as Requests // Only what the store asks.
  return { store: createSettingsStore(), request: createRequest({ requests }), library }
}

describe('the settings store', () => {
  it('does not wait for a key store that hangs', async () => {
    const { store, request } = setUp({ 'keys:read': () => new Promise(() => undefined) })
    await loadSettings(store, request)
    expect(store.getState()).toMatchObject({ settings: { mode: 'paid' }, app: { host: 'desktop' }, keys: null })
  })

  it('says why the keys could not be read', async () => {
    const failure = { code: 'keychain-locked', message: 'The key store is locked.' } as const
    const { store, request } = setUp({ 'keys:read': () => Promise.resolve({ ok: false, error: failure }) })
    await loadSettings(store, request)
    await eventually(() => expect(store.getState().keysFailure).toEqual(failure))
    expect(store.getState().failure).toBeNull()
  })

  it('says why the settings could not be read, whatever the keys say', async () => {
    const failure = { code: 'file-unreadable', message: 'The settings cannot be read.' } as const
    const { store, request } = setUp({ 'settings:read': () => Promise.resolve({ ok: false, error: failure }) })
    await loadSettings(store, request)
    await eventually(() => expect(store.getState().keys).not.toBeNull())
    expect(store.getState()).toMatchObject({ failure, keysFailure: null, settings: null })
  })

  it('stays as it was where main refuses a change', async () => {
    const failure = { code: 'invalid-request', message: 'Not a cap.' } as const
    const { store, request, library } = setUp({
      'settings:write': () => Promise.resolve({ ok: false, error: failure }),
    })
    await loadSettings(store, request)
    await expect(changeSettings(store, request, { mode: 'practice' })).rejects.toThrow(RequestFailure)
    expect(store.getState().settings).toEqual(library.settings)
  })
})
