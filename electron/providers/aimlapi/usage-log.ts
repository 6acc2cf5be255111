import { readUsd } from '../amounts.ts'
import { at, booleanAt, listAt, numberAt, textAt } from '../json.ts'
import type { AttemptIdentity, CallContext, Cost, LookUpOutcome } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { attemptKey } from '../wire-request.ts'
import { usdFromCredits } from './credits.ts'
import { freeCallFailure } from './refusal.ts'

const pageLength = 100
const pagesWithoutTime = 3
const mostPages = 20
/** How far the service's clock may be ahead or behind before a row counts as older than the attempt. */
const clockToleranceMs = 15 * 60_000
const almostADayMs = 23 * 60 * 60_000

/**
 * Looks an attempt up in the log of charged requests (AIML API §7). A row says that it was charged and its picture is
 * lost. No row says little, because nobody knows how late rows appear, so absence is never proof; the same goes for a
 * log the key may not read.
 */
export function createUsageLogLookUp(api: ServiceApi) {
  return lookUp

  async function lookUp(attempt: AttemptIdentity, context: CallContext): Promise<LookUpOutcome> {
    const clientRequestId = attemptKey(attempt)
    const { startedAtMs } = attempt
    for (let page = 0; page < (startedAtMs === undefined ? pagesWithoutTime : mostPages); page += 1) {
      const query = { ...scope(startedAtMs), limit: String(pageLength), offset: String(page * pageLength) }
      const path = `/v2/logs?${new URLSearchParams(query).toString()}`
      const reply = await api.free({ method: 'GET', path }, context)
      if (reply.status === 403 || reply.status === 404) break
      const rows = readRows(reply)
      const row = rows.find((entry) => textAt(entry, 'client_request_id') === clientRequestId)
      if (row !== undefined) return { kind: 'billed', cost: costOf(row) }
      if (booleanAt(reply.json, 'pagination', 'has_more') !== true || reachesBack(rows, startedAtMs)) break
    }
    return { kind: 'absent', isProof: false }
  }
}

function scope(startedAtMs: number | undefined): Readonly<Record<string, string>> {
  const isOld = startedAtMs !== undefined && Date.now() - startedAtMs > almostADayMs
  return { period: isOld ? '7d' : '24h', status: 'succeeded' }
}

function readRows(reply: ApiReply): readonly unknown[] {
  if (!isSuccess(reply) || !Array.isArray(at(reply.json, 'data'))) throw freeCallFailure(reply)
  return listAt(reply.json, 'data')
}

function reachesBack(rows: readonly unknown[], startedAtMs: number | undefined): boolean {
  const oldest = Date.parse(textAt(rows.at(-1), 'created') ?? '')
  return rows.length === 0 || (startedAtMs !== undefined && oldest < startedAtMs - clockToleranceMs)
}

function costOf(row: unknown): Cost | null {
  const amount = readUsd(at(row, 'cost', 'usd')) ?? usdFromCredits(numberAt(row, 'cost', 'credits'))
  return amount === null ? null : { amount, source: 'service' }
}
