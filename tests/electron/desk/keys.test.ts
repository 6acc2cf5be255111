import { expect, it } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { createFakeApp } from '../../support/fake-app.ts'
import { createTestDesk } from './test-desk.ts'

const canary = 'rf-canary-7d1f0c55'

async function createKeyless() {
  const app = createFakeApp()
  app.keys.clear()
  const test = await createTestDesk({ app, pictures: [] })
  return { ...test, save: () => test.ask('keys:save', { service: 'runflow', key: ` ${canary}\n` }) }
}

it('keeps a key the service takes, answers with the balance and tells the page', async () => {
  const test = await createKeyless()
  expect(await test.save()).toEqual({ ok: true, value: { service: 'runflow', amount: 12_000_000_000, note: null } })
  expect(test.app.keys.get('runflow')).toBe(canary)
  expect(test.payloads('keys').at(-1)?.services).toContainEqual({ service: 'runflow', source: 'keychain' })
})

it('tries the typed key, and keeps none the service refuses', async () => {
  const test = await createKeyless()
  test.app.keys.set('runflow', 'the one before')
  test.app.refuseKey = new AppError('key-rejected', 'Runflow does not take the key.')
  expect(await test.save()).toMatchObject({ ok: false, error: { code: 'key-rejected' } })
  expect(test.app.keys.get('runflow')).toBe('the one before')
})

it.each(['offline', 'provider-unavailable'] as const)(
  'keeps a key that cannot be tried (%s), and says so',
  async (code) => {
    const test = await createKeyless()
    test.app.refuseKey = new AppError(code, 'Runflow cannot be reached.')
    const reply = await test.save()
    expect(reply).toMatchObject({
      ok: true,
      value: { amount: null, note: expect.stringContaining('not tried') as string },
    })
    expect(test.app.keys.get('runflow')).toBe(canary)
  },
)

it('says that a key in the environment goes before the one that was kept', async () => {
  const test = await createKeyless()
  test.app.environmentKeys.set('runflow', 'from outside')
  expect(await test.save()).toMatchObject({
    ok: true,
    value: { note: expect.stringContaining('RUNFLOW_API_KEY') as string },
  })
})

it.each([
  ['empty', '   '],
  ['with a line break', `${canary}\n${canary}`],
  ['too long', 'k'.repeat(1_500)],
])('refuses a key that is %s without repeating it', async (_title, key) => {
  const test = await createKeyless()
  const reply = await test.ask('keys:save', { service: 'runflow', key })
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  expect(JSON.stringify(reply)).not.toContain('canary')
  expect(test.app.keys.size).toBe(0)
})

it('never lets a key into an answer, an event or the log', async () => {
  const test = await createKeyless()
  const replies: unknown[] = [await test.save()]
  test.app.refuseKey = new AppError('key-rejected', 'Runflow does not take the key.')
  replies.push(await test.save(), await test.ask('keys:test', { service: 'runflow' }))
  test.app.secrets.set = () => Promise.reject(new TypeError(`cannot store ${canary}`))
  test.app.refuseKey = null
  replies.push(await test.save())
  for (const channel of ['keys:read', 'settings:read', 'app:read', 'diagnostics:read', 'page:read'] as const) {
    replies.push(await test.ask(channel))
  }
  replies.push(await test.ask('balance:read', { service: 'runflow' }))
  expect(JSON.stringify([replies, test.told])).not.toContain('canary')
  expect(test.secrets, 'the log is told what to leave out').toContain(canary)
})

it('removes a key and says so', async () => {
  const app = createFakeApp()
  const test = await createTestDesk({ app, pictures: [] })
  await test.call('keys:remove', { service: 'runflow' })
  expect(await test.call('keys:read')).toEqual({
    store: { state: 'ok', failure: null },
    services: [
      { service: 'runflow', source: null },
      { service: 'aimlapi', source: null },
    ],
  })
  expect(await test.ask('balance:read', { service: 'runflow' })).toMatchObject({ error: { code: 'missing-key' } })
})

it('says what is wrong with the key store, and knows the keys of the environment all the same', async () => {
  const test = await createKeyless()
  const locked = new AppError('keychain-locked', 'The key store is locked.')
  test.app.environmentKeys.set('runflow', 'from outside')
  test.app.secrets.list = () => Promise.reject(locked)
  const { sourceOf } = test.app.secrets
  test.app.secrets.sourceOf = (service) => (service === 'runflow' ? sourceOf(service) : Promise.reject(locked))
  expect(await test.call('keys:read')).toEqual({
    store: { state: 'locked', failure: { code: 'keychain-locked', message: 'The key store is locked.' } },
    services: [
      { service: 'runflow', source: 'environment' },
      { service: 'aimlapi', source: null },
    ],
  })
})

it('opens no practice servers only to ask their balance', async () => {
  const test = await createKeyless()
  test.app.engine.openedServices = () => null
  await test.call('settings:write', { mode: 'practice' })
  expect(await test.call('balance:read', { service: 'runflow' })).toMatchObject({
    amount: null,
    note: expect.stringContaining('practice') as string,
  })
})
