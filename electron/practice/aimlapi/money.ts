import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import type { AimlapiTables } from './context.ts'

/** 1 USD = 2,000,000 credits (AIML API §4). */
const nanosPerCredit = 500

/** 210,000 credits, the figure of the page's sample (AIML API §4). */
export const pricePerImage = nanoUsd(210_000 * nanosPerCredit)

export function toCredits(amount: NanoUsd): number {
  return Math.round(amount / nanosPerCredit)
}

/** What the balance shows: charges appear some time after the answer (AIML API §4). */
export function postedBalance(tables: AimlapiTables, nowMs: number): NanoUsd {
  let amount = creditPutIn(tables)
  for (const { end } of tables.generations.rows()) if (end && end.postedAtMs <= nowMs) amount -= end.charged
  return nanoUsd(amount)
}

/** What may still be spent: all charges and the holds of what is being made are taken off at once. */
export function spendable(tables: AimlapiTables): NanoUsd {
  let amount = creditPutIn(tables)
  for (const { end, price } of tables.generations.rows()) amount -= end ? end.charged : price
  return nanoUsd(amount)
}

function creditPutIn({ credits }: AimlapiTables): number {
  let amount = 0
  for (const credit of credits.rows()) amount += credit.amount
  return amount
}
