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
  ])('%j is %j', (typed, read) => {
    expect(readCapText(typed)).toBe(read)
  })

  it('is no cap where nothing is typed', () => {
    expect(readCapText('  ')).toBeNull()
  })

  it.each(['five', '-3', '1,000.50', '1e3', '12.5.0'])('is no amount for %j', (typed) => {
    expect(readCapText(typed)).toBeUndefined()
  })
})
