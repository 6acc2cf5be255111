import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { readUsd } from '../amounts.ts'
import { at, numberAt } from '../json.ts'
import type { Cost } from '../provider.ts'
import type { ApiReply } from '../service-api.ts'

/** A dollar is 2,000,000 credits (AIML API §4). */
const nanosPerCredit = 500

/** The dollars of a number of credits; a part of a billionth counts as a whole one. */
export function usdFromCredits(credits: number | null): NanoUsd | null {
  if (credits === null || credits < 0) return null
  const nanos = Math.ceil(credits * nanosPerCredit)
  return Number.isSafeInteger(nanos) ? nanoUsd(nanos) : null
}

/** What a generation cost, from the first place that says so (AIML API §2); null where none does. */
export function readCost(reply: ApiReply): Cost | null {
  const usage = at(reply.json, 'meta', 'usage')
  const credits = Number.parseInt(reply.header('x-aimlapi-credits-used') ?? '', 10)
  const amount =
    readUsd(reply.header('x-aimlapi-usd-spent')) ??
    readUsd(at(usage, 'usd_spent')) ??
    usdFromCredits(Number.isNaN(credits) ? null : credits) ??
    usdFromCredits(numberAt(usage, 'credits_used')) ??
    usdFromCredits(numberAt(usage, 'tokens_used'))
  return amount === null ? null : { amount, source: 'service' }
}
