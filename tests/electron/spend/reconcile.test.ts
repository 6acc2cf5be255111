import { expect, it } from 'vitest'
import { localDay } from '../../../electron/batches/journal/ledger.ts'
import type { ServiceCharges } from '../../../electron/providers/charges.ts'
import { reconcile } from '../../../electron/spend/reconcile.ts'
import { nanoUsd } from '../../../shared/domain/money.ts'
import type { ServiceId } from '../../../shared/models/model.ts'
import { createDirectReader } from '../../support/direct-reader.ts'
import { createFakeClock } from '../../support/fake-clock.ts'
import { buildResult } from '../../support/fake-provider.ts'
import { addBatch, createTestLibrary } from '../../support/test-library.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { attemptNamed, awaitEnd, pictureRequest, startPractice } from '../providers/practice-support.ts'

const models = { runflow: 'runflow/reve/edit', aimlapi: 'aimlapi/reve/edit-image' } as const
const prices = { runflow: nanoUsd(40_000_000), aimlapi: nanoUsd(105_000_000) } as const
const hourMs = 60 * 60_000

/** A library and both practice services, with requests both know of, and ways to plant what they do not agree on. */
async function startBooks(service: ServiceId) {
  const bench = await startPractice()
  const clock = createFakeClock(new Date())
  const library = createTestLibrary(temporaryFolder(), clock)
  const provider = bench.providers.provider(service)
  const context = bench.contextFor(service)
  const today = localDay(new Date())

  /** Sends a paid request as the engine would, and returns the service's id of it. */
  const send = async (attempt: string): Promise<string | null> => {
    const identity = attemptNamed(attempt)
    const wire = await provider.build(await pictureRequest(models[service]), identity, context)
    const outcome = await provider.submit(wire, identity, context)
    if (outcome.kind === 'accepted') await awaitEnd(provider, outcome.runId, context)
    return outcome.runId
  }
  /** Books a request that cost this much; `null` leaves it held without an answer. */
  const book = (
    cost: number | null,
    isSent: boolean,
    requestId: string | null = null,
  ): Promise<string | null> | string => {
    const { entries } = addBatch(library, { recipe: { model: models[service] } })
    const attempt = library.journal.begin(entries[0]!, prices[service], { batch: null, day: null, month: null })
    library.journal.submitting(entries[0]!, attempt, { path: '/', body: '{}', bodySha256: '', keyMark: '' })
    const sent = { ...attempt, state: 'submitting' as const }
    if (cost === null) library.journal.unresolved(entries[0]!, sent, { code: 'outcome-unknown', message: 'No answer.' })
    else {
      const real = { amount: nanoUsd(cost), source: 'service' } as const
      const result = buildResult({ cost: real, requestId })
      library.journal.succeeded(entries[0]!, sent, { runId: null, result, cost: real })
    }
    return isSent ? send(attempt.id) : attempt.id
  }
  const compare = (charges: ServiceCharges = bench.providers.charges(service)) =>
    reconcile(
      {
        reader: createDirectReader(library.database),
        services: () => Promise.resolve({ charges: (_service, range) => charges.list(range, context) }),
        now: () => new Date(Date.now() + hourMs),
      },
      { service, mode: 'paid', from: today, to: today, signal: new AbortController().signal, onRead: () => undefined },
    )
  return { ...bench, library, send, book, compare, today }
}

it.each(['runflow', 'aimlapi'] as const)('finds nothing where %s and the ledger say the same', async (service) => {
  const books = await startBooks(service)
  await books.book(prices[service], true)
  await books.book(prices[service], true)
  expect(await books.compare()).toMatchObject({
    service,
    matched: 2,
    differenceCount: 0,
    here: 2 * prices[service],
    there: 2 * prices[service],
    isWhole: true,
  })
})

it.each(['runflow', 'aimlapi'] as const)('finds every difference that was planted with %s', async (service) => {
  const books = await startBooks(service)
  await books.book(prices[service], true)
  await books.book(prices[service] + 7, true)
  await books.book(null, true)
  const never = await books.book(prices[service], false)
  await books.send('somebody-elses')
  const before = books.library.database.all('SELECT * FROM ledger')
  const { differences, matched, days } = await books.compare()
  expect(matched).toBe(1)
  const found = differences.map(({ kind, here, there, attempt }) => ({ kind, here, there, attempt }))
  expect(found).toHaveLength(4)
  expect(found).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'other-amount', here: prices[service] + 7, there: prices[service] }),
      expect.objectContaining({ kind: 'other-amount', here: 0, there: prices[service] }),
      { kind: 'only-here', here: prices[service], there: 0, attempt: never },
      { kind: 'only-there', here: 0, there: prices[service], attempt: 'somebody-elses' },
    ]),
  )
  expect(days).toEqual([{ day: books.today, here: 3 * prices[service] + 7, there: 4 * prices[service] }])
  expect(books.library.database.all('SELECT * FROM ledger')).toEqual(before)
})

it.each(['runflow', 'aimlapi'] as const)('pays %s nothing and only reads', async (service) => {
  const books = await startBooks(service)
  await books.book(prices[service], true)
  const earlier = (await books.practice.inspect())[service]
  await books.compare()
  const now = (await books.practice.inspect())[service]
  expect(now.charges).toBe(earlier.charges)
  const calls = now.requests.slice(earlier.requests.length)
  expect(calls.length).toBeGreaterThan(0)
  for (const { method } of calls) expect(method).toBe('GET')
})

it('reads the transactions where the key may not read the log, and knows them by the id of the service', async () => {
  const books = await startBooks('aimlapi')
  await books.send('of-another-machine')
  const [paid] = (await books.practice.inspect()).aimlapi.paid
  await books.book(prices.aimlapi, false, paid!.id)
  books.practice.scenario.aimlapi.always('logs', { kind: 'status', status: 403 })
  expect(await books.compare()).toMatchObject({ matched: 1, differences: [] })
})

it('says who it is that cannot be asked, and asks again what was only busy', async () => {
  const books = await startBooks('runflow')
  await books.book(prices.runflow, true)
  books.practice.scenario.runflow.next('list', { kind: 'status', status: 401 })
  await expect(books.compare()).rejects.toMatchObject({ code: 'key-rejected' })
  books.practice.scenario.runflow.next('list', { kind: 'status', status: 429, retryAfterS: 0 })
  expect(await books.compare()).toMatchObject({ matched: 1 })
})

const cutOff: ServiceCharges = {
  list: async function* () {
    await Promise.resolve()
    yield { charges: [], isCutOff: true }
  },
}

it('says that it is not whole where there is more than may be read', async () => {
  const books = await startBooks('runflow')
  await books.book(prices.runflow, false)
  expect(await books.compare(cutOff)).toMatchObject({ isWhole: false, pending: 1, differenceCount: 0 })
})
