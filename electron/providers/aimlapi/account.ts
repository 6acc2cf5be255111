import { readBalance } from '../amounts.ts'
import { balanceNotes } from '../balance-notes.ts'
import { at, isObject } from '../json.ts'
import type { Balance, CallContext, ServiceAccount } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { freeCallFailure } from './refusal.ts'

/** Balance and key test are the same call: free, and answered only with a valid key (AIML API §1, §6). */
export function createAimlapiAccount(api: ServiceApi): ServiceAccount {
  return { id: 'aimlapi', balance, testKey }

  async function balance(context: CallContext): Promise<Balance> {
    const reply = await readBilling(context)
    if (reply.status === 403) return { service: 'aimlapi', amount: null, note: balanceNotes.notPermitted() }
    const amount = readBalance(at(reply.json, 'current_balance'))
    const note = amount === null ? balanceNotes.unreadable('AIML API') : null
    return { service: 'aimlapi', amount, note }
  }

  async function testKey(context: CallContext): Promise<void> {
    const reply = await readBilling(context)
    if (reply.status === 403) throw freeCallFailure(reply)
  }

  async function readBilling(context: CallContext): Promise<ApiReply> {
    const reply = await api.free({ method: 'GET', path: '/v2/billing' }, context)
    if (reply.status !== 403 && !(isSuccess(reply) && isObject(reply.json))) throw freeCallFailure(reply)
    return reply
  }
}
