import { noMoney } from '../../../shared/domain/money.ts'
import { readUsd } from '../amounts.ts'
import {
  patiently,
  type ChargePage,
  type ChargeRange,
  type ServiceCharge,
  type ServiceCharges,
  type Wait,
} from '../charges.ts'
import { at, listAt, textAt } from '../json.ts'
import type { CallContext } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { runflowFailure } from './refusal.ts'
import { readId } from './run-record.ts'

const pageLength = 100
const mostPages = 300

/** Runs by creation (Runflow §11). A filter by time is told in two ways, so the newest are read until they are too old. */
export function createRunflowCharges(api: ServiceApi, wait: Wait): ServiceCharges {
  return { list }

  async function* list({ fromMs, toMs }: ChargeRange, context: CallContext): AsyncIterable<ChargePage> {
    let cursor: string | null = null
    for (let count = 1; count <= mostPages; count += 1) {
      const reply: ApiReply = await patiently(() => read(cursor, context), wait, context.signal)
      const runs = listAt(reply.json, 'items')
      const next: string | null = textAt(reply.json, 'next') ?? textAt(reply.json, 'next_pq')
      const isLast = next === null || next === cursor || isOlder(runs.at(-1), fromMs)
      const charges = runs.flatMap(toCharge).filter(({ at: when }) => isWithin(when, fromMs, toMs))
      yield { charges, isCutOff: !isLast && count === mostPages }
      if (isLast) return
      cursor = next
    }
  }

  async function read(cursor: string | null, context: CallContext): Promise<ApiReply> {
    const query = { limit: String(pageLength), sort_by: 'created_at:desc', ...(cursor === null ? {} : { pq: cursor }) }
    const reply = await api.free({ method: 'GET', path: `/v1/runs?${new URLSearchParams(query).toString()}` }, context)
    if (!isSuccess(reply) || !Array.isArray(at(reply.json, 'items'))) throw runflowFailure(reply, 'free')
    return reply
  }
}

const freeStatuses: ReadonlySet<string> = new Set(['failed'])
const overStatuses: ReadonlySet<string> = new Set(['succeeded', 'partial_succeeded', 'failed', 'canceled', 'cancelled'])

/** A run that failed is not billed (Runflow §14), whether its record says so or not. */
function toCharge(run: unknown): readonly ServiceCharge[] {
  const id = readId(run, 'id')
  const when = textAt(run, 'created_at')
  const status = textAt(run, 'status_code') ?? textAt(run, 'status') ?? ''
  if (id === null || when === null) return []
  const app = textAt(run, 'metadata', 'app')
  return [
    {
      id,
      reference: textAt(run, 'client_ref'),
      model: null,
      at: when,
      cost: readUsd(at(run, 'cost')) ?? (freeStatuses.has(status) ? noMoney : null),
      isOver: overStatuses.has(status),
      isOurs: app === 'lightbench',
    },
  ]
}

function isOlder(run: unknown, fromMs: number): boolean {
  return run === undefined || Date.parse(textAt(run, 'created_at') ?? '') < fromMs
}

function isWithin(when: string, fromMs: number, toMs: number): boolean {
  const ms = Date.parse(when)
  return ms >= fromMs && ms <= toMs
}
