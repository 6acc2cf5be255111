import { describe, expect, it } from 'vitest'
import { createRunflowAccount } from '../../../../electron/providers/runflow/account.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { sendJson, startLoopback } from '../../../support/loopback.ts'
import { context, failureOf, testApi } from '../support.ts'

describe('the balance', () => {
  it.each([
    ['as a decimal', { balance: '12.345', low_balance_threshold: '5' }, 12_345_000_000],
    ['below nothing', { balance: '-3.00' }, -3_000_000_000],
    ['in cents', { balance_cents: 1234, currency: 'USD' }, 12_340_000_000],
    ['in a list', { items: [{ balance: '1.5' }] }, 1_500_000_000],
    ['in a bare list', [{ balance: '2' }], 2_000_000_000],
  ])('is read %s', async (_, body, amount) => {
    const server = await startLoopback((_request, response) => sendJson(response, 200, body))
    expect(await account(server.origin).balance(context())).toEqual({
      service: 'runflow',
      amount: nanoUsd(amount),
      note: null,
    })
  })

  it.each([{}, { balance: 'plenty' }, { balance: '--3' }, { balance_cents: 1e300 }, []])(
    'is left open when it reads %j',
    async (body) => {
      const server = await startLoopback((_, response) => sendJson(response, 200, body))
      const balance = await account(server.origin).balance(context())
      expect(balance.amount).toBeNull()
      expect(balance.note).toContain('cannot read')
    },
  )

  it('is asked for at the other route where the first is not there', async () => {
    const server = await startLoopback(({ path }, response) =>
      path === '/v1/credit-balances' ? sendJson(response, 200, { balance: '3' }) : sendJson(response, 404, {}),
    )
    expect(await account(server.origin).balance(context())).toMatchObject({ amount: 3_000_000_000 })
  })

  it('is hidden where the key may not read it', async () => {
    const server = await startLoopback((_, response) => sendJson(response, 403, { code: 'PERMISSION_DENIED' }))
    const balance = await account(server.origin).balance(context())
    expect(balance.amount).toBeNull()
    expect(balance.note).toContain('may not')
  })

  it('fails with a key that is not accepted', async () => {
    const server = await startLoopback((_, response) => sendJson(response, 401, {}))
    expect(await failureOf(account(server.origin).balance(context()))).toMatchObject({
      kind: 'blocked',
      code: 'key-rejected',
    })
  })
})

describe('the key test', () => {
  it('passes when the service answers with an account', async () => {
    const server = await startLoopback((_, response) => sendJson(response, 200, { anything: true }))
    await account(server.origin).testKey(context())
    expect(server.seen).toMatchObject([{ method: 'GET', path: '/v1/auth/me' }])
  })

  it.each([
    [401, '{}', 'blocked', 'key-rejected'],
    [403, '{}', 'blocked', 'not-permitted'],
    [500, '{}', 'busy', 'provider-unavailable'],
    [200, '<html></html>', 'busy', 'provider-unavailable'],
  ])('fails with %i %s', async (...[status, text, kind, code]) => {
    const server = await startLoopback((_, response) => response.writeHead(status).end(text))
    expect(await failureOf(account(server.origin).testKey(context()))).toMatchObject({ kind, code })
  })
})

function account(origin: string) {
  return createRunflowAccount(testApi(origin))
}
