import { describe, expect, it } from 'vitest'
import { readCapText } from '../../../../renderer/features/settings/cap-text.ts'

describe('a cap as typed', () => {
  it.each([
    ['5', '5'],
    [' 12.50 ', '12.50'],
    ['12,50', '12.50'],
    ['$ 3', '3'],
    ['3 $', '3'],
    ['0', '0'],
    ['1.234,56 $', '1234.56'],
    ['1,234.56', '1234.56'],
    ['1’234.50', '1234.50'],
    ['0.0536705', '0.0536705'],
  ])('%j is %j', (typed, read) => {
    expect(readCapText(typed)).toBe(read)
  })

  it('is no cap where nothing is typed', () => {
    expect(readCapText('  ')).toBeNull()
  })

  it.each(['five', '-3', '1.0,5', '12,34.5', ',500.00', '5 5', '1 23', '1.2.3,4', '1e3', '12.5.0', '1,000,000'])(
    'is no amount for %j',
    (typed) => {
      expect(readCapText(typed)).toBeUndefined()
    },
  )
})
