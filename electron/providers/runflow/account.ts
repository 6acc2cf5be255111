import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { readBalance } from '../amounts.ts'
import { balanceNotes } from '../balance-notes.ts'
import { at, isObject, listAt, numberAt } from '../json.ts'
import type { Balance, CallContext, ServiceAccount } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { runflowFailure } from './refusal.ts'

const nanosPerCent = 10_000_000

export function createRunflowAccount(api: ServiceApi): ServiceAccount {
  return { id: 'runflow', balance, testKey }

  async function balance(context: CallContext): Promise<Balance> {
    const reply = await fetchBalance(context)
    if (reply.status === 403) return unknown(balanceNotes.notPermitted())
    if (!isSuccess(reply)) throw runflowFailure(reply, 'free')
    const amount = amountIn(reply.json)
    return amount === null ? unknown(balanceNotes.unreadable('Runflow')) : { service: 'runflow', amount, note: null }
  }

  /** The route of the reference, or the one other tools of the vendor use (Runflow §14). */
  async function fetchBalance(context: CallContext): Promise<ApiReply> {
    const reply = await api.free({ method: 'GET', path: '/v1/billing/balance' }, context)
    return reply.status === 404 ? await api.free({ method: 'GET', path: '/v1/credit-balances' }, context) : reply
  }

  async function testKey(context: CallContext): Promise<void> {
    const reply = await api.free({ method: 'GET', path: '/v1/auth/me' }, context)
    if (!isSuccess(reply) || reply.json === undefined) throw runflowFailure(reply, 'free')
  }
}

function unknown(note: string): Balance {
  return { service: 'runflow', amount: null, note }
}

/** `balance` in dollars or `balance_cents`, in the reply itself or in the first of its items. */
function amountIn(json: unknown): NanoUsd | null {
  const record =
    isObject(json) && listAt(json, 'items').length === 0 ? json : (listAt(json, 'items')[0] ?? at(json, '0'))
  const cents = numberAt(record, 'balance_cents')
  const dollars = readBalance(at(record, 'balance'))
  if (dollars !== null || cents === null || !Number.isSafeInteger(cents * nanosPerCent)) return dollars
  return nanoUsd(cents * nanosPerCent)
}
