import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { etaText } from '../../../../renderer/features/batch/eta.ts'
import { createTranslate } from '../../../../renderer/messages/translate.ts'

const english = createTranslate('en')
const german = createTranslate('de')
const say = (t: typeof english, ms: number) => {
  const { key, values } = etaText(ms)
  return t(key, values)
}
const second = 1_000
const minute = 60 * second
const hour = 60 * minute

describe('the time that is left', () => {
  it.each([
    [-5, 'a moment left'],
    [0, 'a moment left'],
    [10 * second, 'a moment left'],
    [11 * second, '15 s left'],
    [55 * second, '55 s left'],
    [56 * second, '1 min left'],
    [5.1 * minute, '6 min left'],
    [59.5 * minute, '1 h 0 min left'],
    [2 * hour + 3 * minute, '2 h 3 min left'],
    [25 * hour, '2 days left'],
  ])('of %i ms is %s', (ms, text) => expect(say(english, ms)).toBe(text))

  it('is said in German too', () => {
    expect(say(german, 5 * minute)).toBe('noch 5 min')
    expect(say(german, 30 * hour)).toBe('noch 2 Tage')
  })

  it('never says less than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11 * second, max: 48 * hour }), (ms) => {
        const { values } = etaText(ms)
        const text = say(english, ms)
        const said = text.includes(' h ')
          ? Number(values['hours']) * hour + Number(values['minutes']) * minute
          : Number(values['count']) * (text.includes(' s ') ? second : text.includes(' min ') ? minute : 24 * hour)
        expect(said).toBeGreaterThanOrEqual(ms)
      }),
    )
  })
})
