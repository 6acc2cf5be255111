import { it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { allBombs, runBombs } from '../faults/bombs/suite.ts'

// A sample of `npm run faults -- bombs`.

it('opens or refuses bombs within their time and memory', async () => {
  expectHeld(await runBombs({ bombs: allBombs.filter((_, index) => index % 13 === 0) }, { say: () => undefined }))
}, 120_000)
