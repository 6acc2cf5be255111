import { describe, expect, it } from 'vitest'
import { createAimlapiAccount } from '../../../../electron/providers/aimlapi/account.ts'
import { sendJson, startLoopback } from '../../../support/loopback.ts'
import { context, failureOf, testApi } from '../support.ts'

describe('the balance', () => {
  it.each([
    [12.5, 12_500_000_000],
    ['12.5', 12_500_000_000],
    [0.1 + 0.2, 300_000_001],
    [-0.25, -250_000_000],
  ])('is read from %j dollars', async (current_balance, amount) => {
    const api = await startApi(200, { current_balance, currency: 'USD' })
    expect(await createAimlapiAccount(api).balance(context())).toEqual({ service: 'aimlapi', amount, note: null })
  })

  it('is left open where it cannot be read or may not be', async () => {
    const odd = createAimlapiAccount(await startApi(200, { current_balance: 'lots' }))
    const unreadable = await odd.balance(context())
    expect(unreadable.amount).toBeNull()
    expect(unreadable.note).toContain('cannot read')
    const forbidden = createAimlapiAccount(await startApi(403, { message: 'management key' }))
    const hidden = await forbidden.balance(context())
    expect(hidden.amount).toBeNull()
    expect(hidden.note).toContain('may not')
  })
})

describe('the key test', () => {
  it('passes when the service tells a balance', async () => {
    await createAimlapiAccount(await startApi(200, { current_balance: 0 })).testKey(context())
  })

  it.each([
    [401, {}, 'blocked', 'key-rejected'],
    [403, { message: 'This key may not' }, 'blocked', 'not-permitted'],
    [500, {}, 'busy', 'provider-unavailable'],
    [200, [], 'busy', 'provider-unavailable'],
    [302, {}, 'busy', 'provider-unavailable'],
  ])('fails with %i %j', async (...[status, body, kind, code]) => {
    const account = createAimlapiAccount(await startApi(status, body))
    expect(await failureOf(account.testKey(context()))).toMatchObject({ kind, code })
  })
})

async function startApi(status: number, body: unknown) {
  const server = await startLoopback((_, response) => sendJson(response, status, body))
  return testApi(server.origin, { name: 'AIML API' })
}
