/**
 * Money as a whole number of billionths of a US dollar. One AIML API credit is 500 of them
 * (reference: AIML API §4), so every amount either service states is exact, and sums never drift.
 */
export type NanoUsd = number & { readonly unit: 'nano-usd' }

const nanosPerUsd = 1_000_000_000

/** Brands a whole number of nano-dollars; throws on fractions and on amounts beyond exact integers. */
export function nanoUsd(amount: number): NanoUsd {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`Not an exact amount of nano-dollars: ${amount}`)
  return amount as NanoUsd // The check above is the brand's promise.
}

export const noMoney = nanoUsd(0)

/**
 * Reads a decimal amount of US dollars such as "0.04", "12" or "0.0536705" without floating point. Digits beyond the
 * ninth decimal are rounded up, so that a cost is never understated. Returns null for anything else.
 */
export function parseUsd(text: string): NanoUsd | null {
  const match = /^\+?(\d{1,6})(?:\.(\d*))?$/.exec(text.trim())
  if (!match) return null
  const [, whole = '0', decimals = ''] = match
  const kept = Number(decimals.slice(0, 9).padEnd(9, '0'))
  const roundUp = /[1-9]/.test(decimals.slice(9)) ? 1 : 0
  return nanoUsd(Number(whole) * nanosPerUsd + kept + roundUp)
}

/**
 * Reads a JSON number of dollars by its shortest decimal form, which is what the service wrote. Like `parseUsd` it
 * rounds up, so that not even a fraction of a billionth is lost.
 */
export function usdFromNumber(value: number): NanoUsd | null {
  if (!Number.isFinite(value) || value < 0) return null
  // Below a millionth the printed form has an exponent, which `parseUsd` does not read.
  const [digits = '', exponent] = String(value).split('e-')
  if (exponent === undefined) return parseUsd(digits)
  return parseUsd(`0.${digits.replace('.', '').padStart(Number(exponent) + digits.replace('.', '').length - 1, '0')}`)
}

export function addMoney(...amounts: readonly NanoUsd[]): NanoUsd {
  return nanoUsd(amounts.reduce<number>((sum, amount) => sum + amount, 0))
}

export function timesMoney(amount: NanoUsd, count: number): NanoUsd {
  return nanoUsd(amount * count)
}

/** "$0.04", "$19.44", "$0.0536705": at least two decimals and as many more as the amount has. */
export function formatUsd(amount: NanoUsd): string {
  const sign = amount < 0 ? '-' : ''
  return `${sign}$${decimalOf(amount).replace('-', '')}`
}

/** The amount as a JSON number of dollars, for output only: never calculate with it. */
export function toUsdNumber(amount: NanoUsd): number {
  return Number(decimalOf(amount))
}

/** "0.04", "12345.60", "-0.0536705": all digits of the amount, for what formats it. */
export function decimalOf(amount: NanoUsd): `${number}` {
  const absolute = Math.abs(amount)
  const whole = Math.floor(absolute / nanosPerUsd)
  const decimals = String(absolute % nanosPerUsd)
    .padStart(9, '0')
    .replace(/0{1,7}$/, '')
  // Digits, a point and digits: TypeScript cannot see that padded text is a number.
  return `${amount < 0 ? '-' : ''}${whole}.${decimals}` as `${number}`
}
