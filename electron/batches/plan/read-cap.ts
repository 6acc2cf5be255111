import { parseUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'

/** An amount as people type it: "5", "0.25" or "$5". */
export function readCap(text: string): NanoUsd {
  const amount = parseUsd(text.trim().replace(/^\$/, ''))
  if (amount !== null) return amount
  throw new AppError('invalid-request', `“${text}” is no amount in US dollars; write it as 5 or 0.25.`)
}
