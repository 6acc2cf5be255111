import { nanoUsd, parseUsd, usdFromNumber, type NanoUsd } from '../../shared/domain/money.ts'

/** An amount of dollars as a decimal text or a JSON number; null for anything else, negative amounts included. */
export function readUsd(value: unknown): NanoUsd | null {
  if (typeof value === 'string') return parseUsd(value)
  return typeof value === 'number' ? usdFromNumber(value) : null
}

/** A balance, which unlike a cost may be below nothing. */
export function readBalance(value: unknown): NanoUsd | null {
  const isOwed = typeof value === 'number' ? value < 0 : typeof value === 'string' && value.trim().startsWith('-')
  if (!isOwed) return readUsd(value)
  const owed = readUsd(typeof value === 'number' ? -value : String(value).trim().slice(1))
  return owed === null ? null : nanoUsd(0 - owed)
}
