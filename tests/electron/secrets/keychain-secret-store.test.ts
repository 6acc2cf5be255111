import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createKeychainSecretStore } from '../../../electron/secrets/keychain-secret-store.ts'
import { readSecretStoreState } from '../../../electron/secrets/secret-store-state.ts'
import { createFakeKeychain, type FakeKeychain } from '../../support/fake-keychain.ts'

const canary = 'canary-key-4711'

afterEach(() => {
  vi.useRealTimers()
})

function setUp(limitMs = 5_000) {
  const processes: FakeKeychain[] = []
  const launch = (): FakeKeychain => {
    const fake = createFakeKeychain()
    processes.push(fake)
    return fake
  }
  return { processes, store: createKeychainSecretStore({ launch, limitMs }) }
}

describe('the key store', () => {
  it('gives back what it holds, trimmed, and null for nothing', async () => {
    const { store, processes } = setUp()
    for (const [value, key] of [
      [` ${canary}\n`, canary],
      [null, null],
      ['  ', null],
    ] as const) {
      const answer = store.get('runflow')
      await processes[0]?.received(processes[0].requests.length)
      await vi.waitFor(() => expect(processes[0]?.requests.at(-1)?.operation).toBe('get'))
      processes[0]!.reply({ ok: true, value })
      expect(await answer).toBe(key)
    }
  })

  it('is asked one call at a time, by one process', async () => {
    const { store, processes } = setUp()
    const answers = [store.set('runflow', ` ${canary} `), store.remove('aimlapi'), store.list()]
    for (const [position, value] of [null, true, ['runflow']].entries()) {
      await vi.waitFor(() => expect(processes).toHaveLength(1))
      await processes[0]!.received(position + 1)
      expect(processes[0]!.requests).toHaveLength(position + 1)
      processes[0]!.reply({ ok: true, value })
      await answers[position]
    }
    expect(await Promise.all(answers)).toEqual([undefined, true, ['runflow']])
    expect(processes[0]!.requests.map(({ operation }) => operation)).toEqual(['set', 'remove', 'list'])
    expect(processes[0]!.requests[0]).toMatchObject({ account: 'runflow', key: canary })
  })

  it.each([
    ['keychain-absent', 'absent'],
    ['keychain-locked', 'locked'],
    ['keychain-refused', 'refused'],
    ['keychain-hanging', 'hanging'],
  ])('tells %s apart from the other states', async (code, state) => {
    const { store, processes } = setUp()
    const answer = readSecretStoreState(store)
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.reply({ ok: false, code, detail: 'words of the store' })
    expect(await answer).toEqual({ state, failure: { code, message: expect.stringMatching(/^[A-Z].*\.$/) as unknown } })
  })

  it('is ok with the services it has keys for', async () => {
    const { store, processes } = setUp()
    const answer = readSecretStoreState(store)
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.reply({ ok: true, value: ['aimlapi'] })
    expect(await answer).toEqual({ state: 'ok', services: ['aimlapi'] })
  })
})

describe('a key store that hangs', () => {
  it('is given 5 seconds, then its process is killed and all who wait are told', async () => {
    vi.useFakeTimers()
    const { store, processes } = setUp()
    const outcomes = Promise.allSettled([store.get('runflow'), store.get('aimlapi'), store.list()])
    await vi.advanceTimersByTimeAsync(4_999)
    expect(processes[0]!.isKilled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    expect(processes[0]!.isKilled).toBe(true)
    for (const outcome of await outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'keychain-hanging' } })
    expect(processes).toHaveLength(1)
    expect(processes[0]!.requests).toHaveLength(1)
  })

  it('does not stop the next call, which gets a fresh process', async () => {
    vi.useFakeTimers()
    const { store, processes } = setUp()
    const first = Promise.allSettled([store.get('runflow')])
    await vi.advanceTimersByTimeAsync(5_000)
    await first
    const second = store.get('runflow')
    await vi.advanceTimersByTimeAsync(0)
    processes[0]!.end('the first one ends late')
    processes[1]!.reply({ ok: true, value: canary })
    expect(await second).toBe(canary)
    const third = store.get('runflow')
    await vi.advanceTimersByTimeAsync(0)
    processes[1]!.reply({ ok: true, value: canary })
    expect(await third).toBe(canary)
    expect(processes).toHaveLength(2)
  })

  it('may be slow, as long as it answers within the limit, however many wait', async () => {
    vi.useFakeTimers()
    const { store, processes } = setUp()
    const answers = [store.get('runflow'), store.get('runflow'), store.get('runflow')]
    for (const answer of answers) {
      await vi.advanceTimersByTimeAsync(4_900)
      processes[0]!.reply({ ok: true, value: canary })
      expect(await answer).toBe(canary)
    }
  })
})

describe('a keychain process that misbehaves', () => {
  it.each([
    ['a string'],
    [{ id: 1, ok: true, value: 17 }],
    [{ id: 1, ok: false, code: 'made-up', detail: '' }],
    [null],
  ])('is not believed: %j', async (message) => {
    const { store, processes } = setUp()
    const answer = store.get('runflow')
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.say(message)
    await expect(answer).rejects.toMatchObject({ code: 'keychain-hanging' })
  })

  it('is not listened to when it answers another question', async () => {
    const { store, processes } = setUp()
    const answer = store.get('runflow')
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.say({ id: 99, ok: true, value: 'somebody else' })
    processes[0]!.reply({ ok: true, value: canary })
    expect(await answer).toBe(canary)
  })

  it('is replaced when it ended', async () => {
    const { store, processes } = setUp()
    const first = store.get('runflow')
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.end('it ended with SIGSEGV')
    await expect(first).rejects.toMatchObject({
      code: 'keychain-hanging',
      message: expect.stringContaining('SIGSEGV') as unknown,
    })
    const second = store.get('runflow')
    await vi.waitFor(() => expect(processes[1]?.requests).toHaveLength(1))
    processes[1]!.reply({ ok: true, value: null })
    expect(await second).toBeNull()
  })
})

describe('a key', () => {
  it.each(['', '   ', 'a\nb', 'a\0b', 'ключ', 'x'.repeat(1_281)])(
    'is refused before the store is asked: %j',
    async (key) => {
      const { store, processes } = setUp()
      await expect(store.set('runflow', key)).rejects.toMatchObject({ code: 'invalid-request' })
      expect(processes).toEqual([])
    },
  )

  it('that somebody stored and that cannot be sent is refused without being repeated', async () => {
    const { store, processes } = setUp()
    const answer = Promise.allSettled([store.get('runflow')])
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.reply({ ok: true, value: `${canary}\r\nX-Evil: 1` })
    const [outcome] = await answer
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'key-rejected' } })
    expect(inspect(outcome, { depth: 10 })).not.toContain(canary)
  })

  it('is in no failure, whatever fails', async () => {
    const { store, processes } = setUp()
    const answer = Promise.allSettled([store.set('runflow', canary)])
    await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
    processes[0]!.say({ id: 1, ok: true, value: canary })
    expect(inspect(await answer, { depth: 10 })).not.toContain(canary)
  })
})

it('closing ends the process, and a later call starts another', async () => {
  const { store, processes } = setUp()
  const answer = Promise.allSettled([store.get('runflow')])
  await vi.waitFor(() => expect(processes[0]?.requests).toHaveLength(1))
  processes[0]!.reply({ ok: true, value: null })
  await answer
  store.close()
  store.close()
  expect(processes[0]!.isKilled).toBe(true)
  void store.list()
  await vi.waitFor(() => expect(processes).toHaveLength(2))
  processes[1]!.reply({ ok: true, value: [] })
})
