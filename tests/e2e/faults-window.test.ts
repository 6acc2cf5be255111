import { expect, it } from 'vitest'
import { runWindow } from '../faults/window/suite.ts'

// A sample of `npm run faults -- window`.

it('lets no stranger in and no hostile call do harm', async () => {
  const { violations } = await runWindow({ calls: 400, strangers: 60, withBrowser: false }, { seed: 11 })
  expect(violations).toEqual([])
}, 60_000)
