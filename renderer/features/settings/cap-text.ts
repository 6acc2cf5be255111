import { parseUsd } from '../../../shared/domain/money.ts'
import type { Translate } from '../../messages/translate.ts'

/**
 * An amount of dollars as typed, in either notation and with or without its sign, becomes the decimal main takes; empty
 * is null; undefined is no amount. Where points and commas are mixed, the last of them is the decimal one.
 */
export function readCapText(text: string): string | null | undefined {
  const bare = text
    .trim()
    .replace(/^\$\s*|\s*\$$/g, '')
    .replace(/(?<=\d)[\s’'](?=\d{3}(?!\d))/g, '')
  if (bare === '') return null
  const point = bare.lastIndexOf('.') > bare.lastIndexOf(',') ? '.' : ','
  const group = point === '.' ? ',' : '.'
  const plain = ungrouped(bare, group, point)?.replace(point, '.')
  return plain === undefined || parseUsd(plain) === null ? undefined : plain
}

/** A kept amount as it stands in a field, in the notation of the window. */
export function capText(usd: string | null, t: Pick<Translate, 'amount'>): string {
  if (usd === null) return ''
  const amount = parseUsd(usd)
  return amount === null ? usd : t.amount(amount)
}

/** Without the signs between thousands; undefined where they stand elsewhere, as in a mistyped decimal. */
function ungrouped(text: string, group: string, point: string): string | undefined {
  const [whole = '', ...rest] = text.split(point)
  const groups = whole.split(group)
  // Thousands of thousands are in twos in India.
  const isRight = groups.length === 1 || /^\d{1,3}( \d{2,3})* \d{3}$/.test(groups.join(' '))
  return isRight ? [groups.join(''), ...rest].join(point) : undefined
}
