import { z } from 'zod'
import { toUsdNumber, type NanoUsd } from '../../../shared/domain/money.ts'
import { jsonReply, type Call, type Reply } from '../http/message.ts'
import type { AimlapiContext } from './context.ts'
import { invalid, parsed } from './errors.ts'
import { postedBalance, toCredits } from './money.ts'

/** AIML API §6. */
export function readBilling({ tables, clock }: AimlapiContext): Reply {
  return jsonReply(200, { current_balance: toUsdNumber(postedBalance(tables, clock.nowMs())), currency: 'USD' })
}

export function readBillingDetail({ tables, clock, userId }: AimlapiContext): Reply {
  return jsonReply(200, {
    current_balance: toUsdNumber(postedBalance(tables, clock.nowMs())),
    currency: 'USD',
    user_id: userId,
    email: 'practice@lightbench.invalid',
    autotopup_settings: { is_enabled: false, threshold: 0, amount: 0, currency: 'USD' },
  })
}

/** The former balance, in credits. */
export function readFormerBalance({ tables, clock }: AimlapiContext): Reply {
  const balance = toCredits(postedBalance(tables, clock.nowMs()))
  return jsonReply(200, {
    balance,
    lowBalance: balance <= 0,
    lowBalanceThreshold: 0,
    lastUpdated: new Date(clock.nowMs()).toISOString(),
    autoDebitStatus: 'disabled',
    status: 'current',
    statusExplanation: 'Practice balance',
  })
}

const querySchema = z.strictObject({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  direction: z.enum(['TOPUP', 'CHARGE']).optional(),
  type: z.enum(['PAYMENT', 'BONUS', 'REFUND', 'ADJUSTMENT', 'MODEL_USAGE', 'CREDITS_EXPIRED', 'INIT']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().optional(),
})

interface Transaction {
  readonly atMs: number
  readonly direction: 'TOPUP' | 'CHARGE'
  readonly type: 'PAYMENT' | 'MODEL_USAGE' | 'INIT'
  readonly amount: NanoUsd
  readonly model: string | null
  readonly reference: string
}

/** Money in and out, newest first; the cursor is opaque and names the last row that was given. */
export function listTransactions({ request }: Call, context: AimlapiContext): Reply {
  const query = parsed(querySchema, Object.fromEntries(request.url.searchParams), 'Query')
  const rows = allTransactions(context).filter(
    ({ atMs, direction, type }) =>
      (query.from === undefined || atMs >= Date.parse(query.from)) &&
      (query.to === undefined || atMs <= Date.parse(query.to)) &&
      (query.direction === undefined || direction === query.direction) &&
      (query.type === undefined || type === query.type),
  )
  const start = query.cursor === undefined ? 0 : startAfter(query.cursor, rows)
  const page = rows.slice(start, start + query.limit)
  const hasMore = start + query.limit < rows.length
  const last = page.at(-1)
  const cursor = hasMore && last ? Buffer.from(last.reference).toString('base64url') : null
  return jsonReply(200, { data: page.map(toRecord), pagination: { next_cursor: cursor, has_more: hasMore } })
}

function startAfter(cursor: string, rows: readonly Transaction[]): number {
  const reference = Buffer.from(cursor, 'base64url').toString()
  const index = rows.findIndex((row) => row.reference === reference)
  if (index < 0) throw invalid('Query', ['cursor: Expected a cursor of an earlier page'])
  return index + 1
}

function allTransactions({ tables, clock }: AimlapiContext): Transaction[] {
  const nowMs = clock.nowMs()
  const topUps = [...tables.credits.rows()].map(({ id, amount, atMs }, index) => ({
    atMs,
    direction: 'TOPUP' as const,
    type: index === 0 ? ('INIT' as const) : ('PAYMENT' as const),
    amount,
    model: null,
    reference: id,
  }))
  const charges = [...tables.generations.rows()].flatMap(({ id, model, end }) => {
    if (!end || end.charged === 0 || end.postedAtMs > nowMs) return []
    const kind = { direction: 'CHARGE', type: 'MODEL_USAGE' } as const
    return [{ ...kind, atMs: end.postedAtMs, amount: end.charged, model, reference: id }]
  })
  return [...topUps, ...charges].sort((a, b) => b.atMs - a.atMs)
}

function toRecord({ atMs, direction, type, amount, model, reference }: Transaction): Readonly<Record<string, unknown>> {
  return {
    created_at: new Date(atMs).toISOString(),
    direction,
    type,
    amount: { usd: toUsdNumber(amount), credits: toCredits(amount) },
    model,
    reference_id: reference,
  }
}
