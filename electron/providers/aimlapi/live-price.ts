import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { readUsd } from '../amounts.ts'
import { at, listAt, numberAt, textAt } from '../json.ts'
import type { CallContext } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ServiceApi } from '../service-api.ts'
import { freeCallFailure } from './refusal.ts'

/**
 * The price of one request as the service's model list states it today (AIML API §6); null where the model is not
 * listed or has no single fixed price. Prices are stated for `per` units and rounded up to the billionth of a dollar.
 */
export async function readLivePrice(api: ServiceApi, wireName: string, context: CallContext): Promise<NanoUsd | null> {
  const query = new URLSearchParams({ id: wireName, include: 'pricing' })
  const reply = await api.free({ method: 'GET', path: `/v1/models?${query.toString()}` }, context)
  if (!isSuccess(reply)) throw freeCallFailure(reply)
  const [model] = listAt(reply.json, 'data')
  const [unit, ...others] = listAt(model, 'pricing', 'units')
  if (textAt(model, 'pricing', 'kind') !== 'fixed' || others.length > 0) return null
  const price = readUsd(at(unit, 'price'))
  const per = numberAt(unit, 'per')
  return price === null || per === null || per <= 0 ? null : nanoUsd(Math.ceil(price / per))
}
