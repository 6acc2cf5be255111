import { localDay } from '../../../electron/batches/journal/ledger.ts'
import { createRandom } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
]
const minuteMs = 60_000

/** The day that money counts in, held against the calendar of the place, close to midnights and changes of the clock. */
export function checkDays(count: number, seed: number): SuiteResult {
  const random = createRandom(seed).fork('days')
  const before = process.env['TZ']
  const violations: string[] = []
  try {
    for (const zone of zones) {
      process.env['TZ'] = zone
      const calendar = new Intl.DateTimeFormat('en-CA', {
        timeZone: zone,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
      })
      for (let number = 0; number < count / zones.length; number += 1) {
        const day = Date.UTC(2026, random.int(0, 11), random.int(1, 31))
        const at = new Date(day + random.int(-14 * 60, 14 * 60) * minuteMs + random.pick([-1, 0, 1]))
        const [said, expected] = [localDay(at), calendar.format(at)]
        if (said !== expected) violations.push(`${at.toISOString()} in ${zone} counts in ${said}, not ${expected}`)
      }
    }
  } finally {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  }
  return { counts: { 'moments in seven zones': count }, violations }
}
