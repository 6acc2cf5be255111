import { decimalOf, type NanoUsd } from '../../shared/domain/money.ts'

/** A sum as the language writes it, exact to the last decimal: the digits never pass through floating point. */
export function formatMoney(amount: NanoUsd, locale: string): string {
  return formatsIn(locale).money.format(decimalOf(amount))
}

/** A sum without its sign and without grouping, to be typed on in a field. */
export function formatAmount(amount: NanoUsd, locale: string): string {
  return formatsIn(locale).amount.format(decimalOf(amount))
}

interface Formats {
  readonly money: Intl.NumberFormat
  readonly amount: Intl.NumberFormat
}

const known = new Map<string, Formats>()

/** Made once for each language: a grid has many that ask. */
function formatsIn(locale: string): Formats {
  const made = known.get(locale) ?? makeFormats(locale)
  known.set(locale, made)
  return made
}

function makeFormats(locale: string): Formats {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 9 } as const
  return {
    // Everything here is in US dollars, so that "$" says enough where the language would write "US$".
    money: new Intl.NumberFormat(locale, {
      ...digits,
      style: 'currency',
      currency: 'USD',
      currencyDisplay: 'narrowSymbol',
    }),
    amount: new Intl.NumberFormat(locale, { ...digits, useGrouping: false }),
  }
}
