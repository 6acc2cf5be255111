import { it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { runWindow } from '../faults/window/suite.ts'

// A sample of `npm run faults -- window`.

it('lets no stranger in and no hostile call do harm', async () => {
  expectHeld(await runWindow({ calls: 400, strangers: 60, withBrowser: false }, { seed: 11 }))
}, 60_000)
