import { expect, it } from 'vitest'
import { countPaid, makePaidLibrary, openAccount } from '../support/paid-library.ts'
import { status } from './provider-faults-bench.ts'

it('never sends an unanswered request again to another account, and finds it under the key of that time', async () => {
  const [first, second, run] = await Promise.all([openAccount(), openAccount(), makePaidLibrary()])
  // The request is taken, its answer is lost, and the key is refused before anybody can ask.
  first.scenario.runflow.next('submit', { kind: 'drop', when: 'after' })
  first.scenario.runflow.always('list', status(401))
  expect(await run(first)).toMatchObject({ status: 'parked', failure: { code: 'key-rejected' } })
  first.scenario.runflow.clear()

  const asked = await run(second)
  expect(asked).toMatchObject({ status: 'unresolved', failure: { code: 'outcome-unknown' } })
  expect(asked?.failure?.message).toContain('Put back the key of that time')
  expect([await countPaid(first), await countPaid(second)]).toEqual([1, 0])

  const lookAgain: typeof run = (account) =>
    run(account, { before: ({ engine }, id) => void engine.decisions.lookAgain({ id, mode: 'paid' }) })
  expect((await lookAgain(first))?.status).toBe('done')
  expect([await countPaid(first), await countPaid(second)]).toEqual([1, 0])
})

it('keeps a paid result whose link died, until the key of that time is back', async () => {
  const [first, second, run] = await Promise.all([openAccount(), openAccount(), makePaidLibrary()])
  first.scenario.runflow.always('download', { kind: 'drop' })
  expect((await run(first))?.status).toBe('parked')

  first.scenario.runflow.clear()
  first.scenario.runflow.always('download', status(403))
  expect(await run(second)).toMatchObject({ status: 'parked', failure: { code: 'other-key' } })

  first.scenario.runflow.clear()
  expect((await run(first))?.status).toBe('done')
  expect([await countPaid(first), await countPaid(second)]).toEqual([1, 0])
})
