import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'

const hundredthOfCent = 100_000

/** What each result that is kept cost with everything that was not, to the nearest hundredth of a cent. */
export function eachKept(charged: NanoUsd, kept: number): NanoUsd {
  return nanoUsd(Math.round(charged / kept / hundredthOfCent) * hundredthOfCent)
}
