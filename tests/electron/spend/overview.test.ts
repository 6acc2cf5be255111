import { expect, it } from 'vitest'
import { readOverview } from '../../../electron/spend/overview.ts'
import { createTestLibrary } from '../../support/test-library.ts'
import { createReported } from '../reports/reporting-bench.ts'
import { play, type Story } from './stories.ts'

const march = { mode: 'paid', from: '2026-03-01', to: '2026-03-31' } as const
const paid = (day: number, end: Story['end'], cost = 0): Story => ({ day, mode: 'paid', end, cost })

it('shows every day, and what was charged and is held on it', () => {
  const library = createTestLibrary()
  play(library, [paid(2, 'charged', 40_000_000), paid(2, 'charged', 30_000_000), paid(5, 'open')])
  const overview = readOverview(library.database, march)
  expect(overview.days).toHaveLength(31)
  expect(overview.days[1]).toEqual({ day: '2026-03-02', charged: 70_000_000, held: 0 })
  expect(overview.days[4]).toEqual({ day: '2026-03-05', charged: 0, held: 40_000_000 })
  expect(overview).toMatchObject({ charged: 70_000_000, held: 40_000_000, months: ['2026-03'] })
})

it('never mixes practice with real money', () => {
  const library = createTestLibrary()
  play(library, [paid(2, 'charged', 10), { ...paid(2, 'charged', 999), mode: 'practice' }])
  expect(readOverview(library.database, march)).toMatchObject({ charged: 10, batchCount: 1 })
  expect(readOverview(library.database, { ...march, mode: 'practice' })).toMatchObject({ charged: 999, batchCount: 1 })
})

it('counts requests that ended without a charge, and those nobody answered with what is at stake', () => {
  const library = createTestLibrary()
  play(library, [paid(2, 'failed'), paid(3, 'failed'), paid(4, 'open'), paid(5, 'charged', 5), paid(6, 'given-up')])
  const overview = readOverview(library.database, march)
  expect(overview.refused).toBe(2)
  expect(overview.charged).toBe(40_000_005)
  expect(overview.unanswered).toMatchObject([{ batchNumber: 3, count: 1, atStake: 40_000_000 }])
  expect(readOverview(library.database, { ...march, from: '2026-03-05' })).toMatchObject({
    refused: 0,
    unanswered: [{ count: 1 }],
  })
})

it('says what the results that are kept cost, and counts only those of its days', async () => {
  const run = await createReported()
  for (const output of run.results.slice(0, 2)) {
    run.database.run(`INSERT INTO review (output_id, verdict, updated_at) VALUES (:id, 'keep', '')`, { id: output.id })
  }
  const overview = readOverview(run.database, march)
  expect(overview).toMatchObject({ kept: 2, charged: 160_000_000 })
  expect(overview.models).toEqual([
    { model: 'runflow/reve/edit', charged: 160_000_000, requests: 4, refused: 1, kept: 2 },
  ])
  expect(readOverview(run.database, { mode: 'paid', from: '2026-04-01', to: '2026-04-02' })).toMatchObject({
    kept: 0,
    batchCount: 0,
    months: ['2026-03'],
  })
})

it('refuses days that end before they begin', () => {
  const { database } = createTestLibrary()
  expect(() => readOverview(database, { ...march, to: '2026-02-01' })).toThrow('before they begin')
})
