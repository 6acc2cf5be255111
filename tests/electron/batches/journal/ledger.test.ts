import fc from 'fast-check'
import { expect, it } from 'vitest'
import { localDay, type Account, type Caps } from '../../../../electron/batches/journal/ledger.ts'
import { nanoUsd, type NanoUsd } from '../../../../shared/domain/money.ts'
import { addBatch, createTestLibrary, type TestLibrary } from '../../../support/test-library.ts'

const noCaps: Caps = { batch: null, day: null, month: null }
const cents = (amount: number): NanoUsd => nanoUsd(amount * 10_000_000)

function createAccount(library: TestLibrary, day = '2026-03-01'): Account {
  const { entries } = addBatch(library)
  const entry = entries[0]!
  const attempt = library.journal.begin(entry, nanoUsd(0), noCaps)
  return { attemptId: attempt.id, batchId: entry.batchId, mode: 'paid', day }
}

it('holds what is reserved and replaces it by the real cost', () => {
  const library = createTestLibrary()
  const account = createAccount(library)
  library.ledger.reserve(account, cents(4), noCaps)
  expect(library.ledger.daySpend('paid', '2026-03-01')).toEqual({ reserved: cents(4), charged: 0 })
  library.ledger.charge(account, cents(4), cents(3))
  expect(library.ledger.daySpend('paid', '2026-03-01')).toEqual({ reserved: 0, charged: cents(3) })
  expect(library.ledger.monthSpend('paid', '2026-03-31')).toEqual({ reserved: 0, charged: cents(3) })
})

it('names the cap that has no room and holds nothing', () => {
  const library = createTestLibrary()
  const account = createAccount(library)
  library.ledger.reserve(account, cents(8), noCaps)
  const caps = { batch: null, day: cents(10), month: null }
  expect(() => library.ledger.reserve(account, cents(4), caps)).toThrow(
    'The daily cap of $0.10 has no room for another $0.04; $0.08 is spent or reserved.',
  )
  expect(library.ledger.daySpend('paid', '2026-03-01').reserved).toBe(cents(8))
})

it('starts a new day with the whole daily cap and the same month', () => {
  const library = createTestLibrary()
  library.ledger.reserve(createAccount(library, '2026-03-01'), cents(10), noCaps)
  const caps = { batch: null, day: cents(10), month: cents(15) }
  expect(() => library.ledger.reserve(createAccount(library, '2026-03-02'), cents(10), caps)).toThrow('monthly cap')
  library.ledger.reserve(createAccount(library, '2026-03-02'), cents(5), caps)
  expect(library.ledger.daySpend('paid', '2026-03-02').reserved).toBe(cents(5))
})

it('keeps practice money apart from real money', () => {
  const library = createTestLibrary()
  library.ledger.reserve({ ...createAccount(library), mode: 'practice' }, cents(50), noCaps)
  expect(library.ledger.daySpend('paid', '2026-03-01')).toEqual({ reserved: 0, charged: 0 })
})

it('never lets charged plus reserved pass a cap, whatever happens in which order', () => {
  const step = fc.record({
    kind: fc.constantFrom('reserve', 'charge', 'release', 'assume'),
    cents: fc.integer({ min: 0, max: 30 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 100 }), (steps, cap) => {
      const library = createTestLibrary()
      const account = createAccount(library)
      const caps = { batch: null, day: cents(cap), month: null }
      const held: NanoUsd[] = []
      for (const { kind, cents: amount } of steps) {
        if (kind === 'reserve') {
          try {
            library.ledger.reserve(account, cents(amount), caps)
            held.push(cents(amount))
          } catch (thrown) {
            expect(thrown).toMatchObject({ code: 'cap-reached' })
          }
        } else {
          const hold = held.pop()
          if (hold === undefined) continue
          if (kind === 'release') library.ledger.release(account, hold)
          else if (kind === 'assume') library.ledger.assume(account, hold)
          else library.ledger.charge(account, hold, hold)
        }
        const { reserved, charged } = library.ledger.daySpend('paid', '2026-03-01')
        expect(reserved + charged).toBeLessThanOrEqual(cents(cap))
        expect(reserved).toBe(held.reduce<number>((sum, hold) => sum + hold, 0))
      }
      expectTotalsToEqualEntries(library)
    }),
    { numRuns: 30 },
  )
})

function expectTotalsToEqualEntries({ database, ledger }: TestLibrary): void {
  const row = database.get<{ reserved: number; charged: number }>(
    `SELECT coalesce(sum(CASE kind WHEN 'reserve' THEN amount_nano WHEN 'release' THEN -amount_nano ELSE 0 END), 0) AS reserved,
       coalesce(sum(CASE WHEN kind IN ('charge', 'assume') THEN amount_nano ELSE 0 END), 0) AS charged
     FROM ledger WHERE mode = 'paid' AND day = '2026-03-01'`,
  )
  expect(row).toEqual(ledger.daySpend('paid', '2026-03-01'))
}

it("counts a day as the user's own calendar does", () => {
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  expect(localDay(new Date(2026, 0, 6, 0, 1))).toBe('2026-01-06')
})
