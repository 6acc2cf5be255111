import { formatUsd, type NanoUsd } from '../../shared/domain/money.ts'

export interface Column<T> {
  readonly heading: string
  readonly value: (row: T) => string
}

/** What spreadsheets take for the beginning of a formula, in whatever width it is written. */
const formulaSigns = new Set(['=', '+', '-', '@', '−', '\t', '\r'])

/**
 * The mark at the start of the file. Without it Excel reads UTF-8 as the old character set of the system and spoils every
 * ä and 写; readers that do not want it know it by `utf-8-sig`, `bom: true` and the like.
 */
export const byteOrderMark = '\uFEFF'

export function csvHead<T>(columns: readonly Column<T>[]): string {
  return `${byteOrderMark}${columns.map(({ heading }) => csvCell(heading)).join(',')}\r\n`
}

/** A record as RFC 4180 has it. */
export function csvLine<T>(columns: readonly Column<T>[], row: T): string {
  return `${columns.map(({ value }) => csvCell(value(row))).join(',')}\r\n`
}

/** A cell that spreadsheets show as text: one that would be read as a formula gets an apostrophe before it. */
export function csvCell(text: string): string {
  const harmless = beginsFormula(text) ? `'${text}` : text
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Dollars in plain decimals, which neither an exponent nor a currency sign keeps from being added up. */
export function csvUsd(amount: NanoUsd): string {
  return formatUsd(amount).replace('$', '')
}

/** Programs pass over blanks and invisible characters before a formula. */
function beginsFormula(text: string): boolean {
  if (/^[\t\r]/.test(text)) return true
  const [first = ''] = text.replace(/^[\s\p{C}]+/u, '')
  return formulaSigns.has(first.normalize('NFKC'))
}
