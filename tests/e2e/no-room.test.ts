import { expect, it } from 'vitest'
import { countPaid, makePaidLibrary, openAccount } from '../support/paid-library.ts'

it('sends nothing while a result might find no room, and says where', async () => {
  const [account, run] = await Promise.all([openAccount(), makePaidLibrary()])
  const refused = await run(account, { leastFreeBytes: Number.MAX_SAFE_INTEGER })
  expect(refused).toMatchObject({ status: 'parked', failure: { code: 'disk-full' } })
  expect(refused?.failure?.message).toMatch(/library has \d+ MB left.*Nothing more is sent/)
  expect(await countPaid(account)).toBe(0)
  expect((await run(account))?.status).toBe('done')
  expect(await countPaid(account)).toBe(1)
})
