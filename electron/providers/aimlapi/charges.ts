import { readUsd } from '../amounts.ts'
import {
  patiently,
  type ChargePage,
  type ChargeRange,
  type ServiceCharge,
  type ServiceCharges,
  type Wait,
} from '../charges.ts'
import { at, booleanAt, listAt, numberAt, textAt } from '../json.ts'
import type { CallContext } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { usdFromCredits } from './credits.ts'
import { freeCallFailure } from './refusal.ts'

const pageLength = 100
const mostPages = 500
/** One question may not be about more (AIML API §6). */
const mostMs = 90 * 24 * 60 * 60_000

/**
 * Charged requests from the usage log, which names the attempt, or, where the key may not read it, from the transactions
 * of the account, which name only the service's own id (AIML API §6).
 */
export function createAimlapiCharges(api: ServiceApi, wait: Wait): ServiceCharges {
  return { list }

  async function* list(range: ChargeRange, context: CallContext): AsyncIterable<ChargePage> {
    let count = 0
    for (const span of spansOf(range)) {
      for (let offset = 0; ; offset += pageLength) {
        const reply = await ask(`/v2/logs?${logQuery(span, offset)}`, context)
        if (reply.status === 403 || reply.status === 404) {
          yield* listTransactions(range, context)
          return
        }
        const page = readPage(reply)
        count += 1
        const isLast = booleanAt(reply.json, 'pagination', 'has_more') !== true || page.length === 0
        yield { charges: page.flatMap(logCharge), isCutOff: !isLast && count >= mostPages }
        if (count >= mostPages) return
        if (isLast) break
      }
    }
  }

  async function* listTransactions({ fromMs, toMs }: ChargeRange, context: CallContext): AsyncIterable<ChargePage> {
    const days = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }
    let cursor: string | null = null
    for (let count = 1; count <= mostPages; count += 1) {
      const query = { ...days, type: 'MODEL_USAGE', limit: String(pageLength), ...(cursor === null ? {} : { cursor }) }
      const reply: ApiReply = await ask(`/v2/billing/transactions?${new URLSearchParams(query).toString()}`, context)
      const charges = readPage(reply).flatMap(transactionCharge)
      cursor = textAt(reply.json, 'pagination', 'next_cursor')
      yield { charges, isCutOff: cursor !== null && count === mostPages }
      if (cursor === null) return
    }
  }

  function ask(path: string, context: CallContext): Promise<ApiReply> {
    const read = async (): Promise<ApiReply> => {
      const reply = await api.free({ method: 'GET', path }, context)
      if (reply.status === 429) throw freeCallFailure(reply)
      return reply
    }
    return patiently(read, wait, context.signal)
  }
}

/** Newest first, because that is how each of them is answered. */
function* spansOf({ fromMs, toMs }: ChargeRange): Iterable<ChargeRange> {
  for (let end = toMs; end >= fromMs; end -= mostMs) yield { fromMs: Math.max(fromMs, end - mostMs + 1), toMs: end }
}

function logQuery({ fromMs, toMs }: ChargeRange, offset: number): string {
  return new URLSearchParams({
    start: new Date(fromMs).toISOString(),
    end: new Date(toMs).toISOString(),
    status: 'succeeded',
    limit: String(pageLength),
    offset: String(offset),
  }).toString()
}

function readPage(reply: ApiReply): readonly unknown[] {
  if (!isSuccess(reply) || !Array.isArray(at(reply.json, 'data'))) throw freeCallFailure(reply)
  return listAt(reply.json, 'data')
}

function logCharge(row: unknown): readonly ServiceCharge[] {
  const id = textAt(row, 'inference_id') ?? textAt(row, 'request_id')
  const when = textAt(row, 'created')
  if (id === null || when === null) return []
  const reference = textAt(row, 'client_request_id')
  const cost = readUsd(at(row, 'cost', 'usd')) ?? usdFromCredits(numberAt(row, 'cost', 'credits'))
  return [{ ...common(row, id, when), reference, cost, isOurs: reference === null ? false : null }]
}

function transactionCharge(row: unknown): readonly ServiceCharge[] {
  const id = textAt(row, 'reference_id')
  const when = textAt(row, 'created_at')
  if (id === null || when === null) return []
  const cost = readUsd(at(row, 'amount', 'usd')) ?? usdFromCredits(numberAt(row, 'amount', 'credits'))
  return [{ ...common(row, id, when), reference: null, cost, isOurs: null }]
}

function common(row: unknown, id: string, when: string): Pick<ServiceCharge, 'id' | 'at' | 'model' | 'isOver'> {
  return { id, at: when, model: textAt(row, 'model'), isOver: true }
}
