import { expect, it } from 'vitest'
import { parseRetryAfter } from '../../../electron/providers/retry-after.ts'

const date = 'Wed, 06 May 2026 10:00:00 GMT'

it.each([
  ['seconds', '7', 7_000],
  ['no wait', '0', 0],
  ['parts of a second', '1.5', 1_500],
  ['more than a minute', '3600', 60_000],
  ['a date', 'Wed, 06 May 2026 10:00:09 GMT', 9_000],
  ['a date far off', 'Wed, 06 May 2026 12:00:00 GMT', 60_000],
  ['a date gone by', 'Wed, 06 May 2026 09:00:00 GMT', 0],
  ['a negative number', '-5', null],
  ['words', 'soon', null],
  ['nothing', '', null],
  ['no header', null, null],
])('reads %s', (_, header, expected) => {
  expect(parseRetryAfter(header, date)).toBe(expected)
})

it('measures a date by this machine where the service tells no time', () => {
  const wait = parseRetryAfter(new Date(Date.now() + 30_000).toUTCString(), null)
  expect(wait).toBeGreaterThan(25_000)
  expect(wait).toBeLessThanOrEqual(30_000)
})
