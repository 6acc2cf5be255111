import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDirectReader } from '../../support/direct-reader.ts'
import { addBatch, createTestLibrary, type TestLibrary } from '../../support/test-library.ts'
import { writeLedger } from '../../../electron/reports/write-ledger.ts'
import type { LedgerRequest } from '../../../electron/reports/reports.ts'
import { readOverview } from '../../../electron/spend/overview.ts'
import { parseUsd } from '../../../shared/domain/money.ts'
import { play, type Story, stories } from '../spend/stories.ts'

interface Line {
  readonly row: string
  readonly mode: string
  readonly kind: string
  readonly amount_usd: string
  readonly charged_total_usd: string
  readonly held_total_usd: string
}

async function written(library: TestLibrary, of: LedgerRequest['of']) {
  const { parts, totals } = writeLedger(createDirectReader(library.database), {
    of,
    place: { path: '', ifThere: 'refuse' },
    language: 'en',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  })
  let text = ''
  for await (const part of parts) text += part
  return { totals: totals(), lines: parse<Line>(text, { bom: true, columns: true }) }
}

const allDays = (mode: 'paid' | 'practice') => ({ kind: 'days' as const, days: { mode, from: null, to: null } })

it('has every row once, and totals that are those of the ledger to the billionth, whatever happened', async () => {
  await fc.assert(
    fc.asyncProperty(stories, async (told: readonly Story[]) => {
      const library = createTestLibrary()
      play(library, told)
      let rows = 0
      for (const mode of ['paid', 'practice'] as const) {
        const { totals, lines } = await written(library, allDays(mode))
        rows += lines.length
        const days = library.database.all<{ charged: number; held: number }>(
          'SELECT charged_nano AS charged, reserved_nano AS held FROM spend WHERE scope LIKE :scope',
          { scope: `${mode}:month:%` },
        )
        expect(totals.money[mode]).toEqual({
          charged: days.reduce((sum, { charged }) => sum + charged, 0),
          held: days.reduce((sum, { held }) => sum + held, 0),
        })
        const last = lines.at(-1)
        if (last === undefined) continue
        expect(parseUsd(last.charged_total_usd)).toBe(totals.money[mode].charged)
        const charges = lines.filter(({ kind }) => kind === 'charge' || kind === 'assume')
        expect(charges.reduce((sum, line) => sum + parseUsd(line.amount_usd)!, 0)).toBe(totals.money[mode].charged)
      }
      expect(rows).toBe(library.database.get<{ n: number }>('SELECT count(*) AS n FROM ledger')!.n)
      const overview = readOverview(library.database, { mode: 'paid', from: '2026-01-01', to: '2026-12-31' })
      expect(overview.charged).toBe((await written(library, allDays('paid'))).totals.money.paid.charged)
      expect(overview.models.reduce((sum, { charged }) => sum + charged, 0)).toBe(overview.charged)
    }),
    { numRuns: 25 },
  )
})

it('is that of a batch in the order it was written, however the items stand', async () => {
  const library = createTestLibrary()
  play(
    library,
    Array.from({ length: 3 }, () => ({ day: 1, mode: 'paid', end: 'charged', cost: 7 }) as const),
  )
  addBatch(library)
  const batch = library.batches.list(10).at(-1)!
  const { lines, totals } = await written(library, { kind: 'batch', id: batch.id })
  expect(lines.map(({ kind }) => kind)).toEqual(['reserve', 'release', 'charge'])
  expect(lines.map(({ row }) => Number(row))).toEqual(lines.map(({ row }) => Number(row)).toSorted((a, b) => a - b))
  expect(totals.money.paid).toEqual({ charged: 7, held: 0 })
})

it('keeps to its days, and leaves out what is written while it is read', async () => {
  const library = createTestLibrary()
  play(
    library,
    [1, 2, 3].map((day) => ({ day, mode: 'paid', end: 'charged', cost: day }) as const),
  )
  const days = { mode: 'paid', from: '2026-03-02', to: '2026-03-02' } as const
  expect((await written(library, { kind: 'days', days })).totals).toMatchObject({
    rows: 3,
    money: { paid: { charged: 2 } },
  })
  const nothing = { ...days, from: '2027-01-01', to: null }
  expect((await written(library, { kind: 'days', days: nothing })).totals.rows).toBe(0)
})
