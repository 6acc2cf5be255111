import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCapText } from '../../../renderer/features/settings/cap-text.ts'
import { createTranslate } from '../../../renderer/messages/translate.ts'
import { nanoUsd, parseUsd } from '../../../shared/domain/money.ts'

const amounts = fc.integer({ min: 0, max: 999_999_999_999_999 }).map(nanoUsd)
const locales = ['en', 'en-GB', 'en-IN', 'de', 'de-AT', 'de-CH']

describe('a sum in the language of the window', () => {
  it.each([
    ['en', 12_345_600_000_000, '$12,345.60'],
    ['de', 12_345_600_000_000, '12.345,60 $'],
    ['en', 40_000_000, '$0.04'],
    ['de', 40_000_000, '0,04 $'],
    ['de', 53_670_500, '0,0536705 $'],
    ['en-GB', 1_234_560_000_000, '$1,234.56'],
    ['en', -1_500_000_000, '-$1.50'],
  ])('of %s: %i is %s', (locale, amount, text) => {
    const t = createTranslate(locale.startsWith('de') ? 'de' : 'en', locale)
    expect(t.money(nanoUsd(amount)).replace(/\s/g, ' ')).toBe(text)
  })

  it.each(locales)('loses nothing, read back as it is typed: %s', (locale) => {
    const t = createTranslate(locale.startsWith('de') ? 'de' : 'en', locale)
    fc.assert(
      fc.property(amounts, (amount) => {
        expect(parseUsd(readCapText(t.money(amount)) ?? '')).toBe(amount)
        expect(parseUsd(readCapText(t.amount(amount)) ?? '')).toBe(amount)
      }),
    )
  })

  it('is exact where floating point is not', () => {
    const amount = nanoUsd(9_007_199_254_740_991)
    expect(createTranslate('en').money(amount)).toBe('$9,007,199.254740991')
    expect(createTranslate('de').money(amount).replace(/\s/g, ' ')).toBe('9.007.199,254740991 $')
  })
})
