import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { runSoak } from '../faults/soak/suite.ts'

// A taste of `npm run faults -- soak`; see faults-money.test.ts.

it.runIf(existsSync('/proc/self/fd'))(
  'holds no more after a second pair of batches than after the first',
  async () => {
    const plan = { rounds: 4, pictures: 12, markEvery: 2, virtualMs: 1, times: 200 }
    const counts = expectHeld(await runSoak(plan, { seed: 20_261, isNight: false, say: () => undefined }))
    expect(counts).toMatchObject({ items: 96 })
  },
  120_000,
)
