import { z } from 'zod'
import { noMoney, toUsdNumber, type NanoUsd } from '../../../shared/domain/money.ts'
import { jsonReply, Refused, type Call, type Reply } from '../http/message.ts'
import type { AimlapiContext, AimlapiTables } from './context.ts'
import { invalid, parsed } from './errors.ts'
import { toCredits } from './money.ts'

const dayMs = 24 * 60 * 60 * 1_000
const periodsMs = { '24h': dayMs, '7d': 7 * dayMs } as const

/** AIML API §6: `period` or `start` and `end`, at most 92 days; repeated filters, never lists with commas. */
const querySchema = z.strictObject({
  period: z.enum(['24h', '7d']).optional(),
  start: z.iso.datetime({ offset: true }).optional(),
  end: z.iso.datetime({ offset: true }).optional(),
  model: z.array(z.string()).default([]),
  status: z.array(z.enum(['succeeded', 'failed'])).default([]),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

interface LogRow {
  readonly createdAtMs: number
  readonly postedAtMs: number
  readonly status: 'succeeded' | 'failed'
  readonly model: string | null
  readonly charged: NanoUsd
  readonly requestId: string
  readonly inferenceId: string
  readonly clientRequestId: string | null
}

/** 200 requests per 60 s (AIML API §7). */
const rate = { requests: 200, windowMs: 60_000 } as const

/** The request log; limited in rate like the real one. */
export function createLogs({ clock, tables }: AimlapiContext): (call: Call) => Reply {
  let recent: number[] = []

  return ({ request }) => {
    const nowMs = clock.nowMs()
    recent = recent.filter((atMs) => atMs > nowMs - rate.windowMs)
    if (recent.length >= rate.requests) throw new Refused({ status: 429 })
    recent.push(nowMs)
    const query = parsed(querySchema, toObject(request.url.searchParams), 'Query')
    const { fromMs, toMs } = spanOf(query, nowMs)
    const rows = allRows(tables).filter(
      (row) =>
        row.postedAtMs <= nowMs &&
        row.createdAtMs >= fromMs &&
        row.createdAtMs <= toMs &&
        (query.status.length === 0 || query.status.includes(row.status)) &&
        (query.model.length === 0 || (row.model !== null && query.model.includes(row.model))),
    )
    const { limit, offset } = query
    const data = rows.slice(offset, offset + limit).map(toRecord)
    const pagination = { limit, offset, total: rows.length, has_more: offset + limit < rows.length }
    return jsonReply(200, { data, pagination })
  }
}

function toObject(query: URLSearchParams): Record<string, unknown> {
  const lists = new Set(['model', 'status'])
  const entries = [...new Set(query.keys())].map((name) => [
    name,
    lists.has(name) ? query.getAll(name) : query.get(name),
  ])
  return Object.fromEntries(entries) as Record<string, unknown> // fromEntries forgets that the keys are strings.
}

function spanOf(query: z.infer<typeof querySchema>, nowMs: number): { fromMs: number; toMs: number } {
  if (query.period) return { fromMs: nowMs - periodsMs[query.period], toMs: nowMs }
  if (!query.start || !query.end) throw invalid('Query', ['period: Expected period, or start and end'])
  const span = { fromMs: Date.parse(query.start), toMs: Date.parse(query.end) }
  if (span.toMs - span.fromMs > 92 * dayMs) throw invalid('Query', ['end: Expected at most 92 days after start'])
  return span
}

function allRows({ generations, failures }: AimlapiTables): LogRow[] {
  // A generation that failed was answered with an error, which left its own row among the failures.
  const succeeded = [...generations.rows()].flatMap(({ end, ...row }) =>
    end?.status === 'succeeded' ? [{ ...row, ...end, inferenceId: row.id }] : [],
  )
  const refused = [...failures.rows()].map((row) => ({
    ...row,
    createdAtMs: row.atMs,
    status: 'failed' as const,
    charged: noMoney,
    inferenceId: row.id,
  }))
  return [...succeeded, ...refused].sort((a, b) => b.createdAtMs - a.createdAtMs)
}

function toRecord(row: LogRow): Readonly<Record<string, unknown>> {
  return {
    created: new Date(row.createdAtMs).toISOString(),
    status: row.status,
    origin: 'api',
    model: row.model,
    cost: { usd: toUsdNumber(row.charged), credits: toCredits(row.charged) },
    tokens: {},
    request_id: row.requestId,
    inference_id: row.inferenceId,
    client_request_id: row.clientRequestId,
  }
}
