import { parseUsd } from '../../../shared/domain/money.ts'

/** A cap as typed: a decimal in either notation becomes the one main takes; empty is no cap; undefined is no amount. */
export function readCapText(text: string): string | null | undefined {
  const plain = text
    .trim()
    .replace(/^\$\s*/, '')
    .replace(/\s*\$$/, '')
    .replace(',', '.')
  if (plain === '') return null
  return parseUsd(plain) === null ? undefined : plain
}
