import { it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { wholeDamages } from '../faults/database/damages.ts'
import { runDatabase } from '../faults/database/suite.ts'

// A sample of `npm run faults -- database`.

it('ends in a sentence, restorable, with a damaged library', async () => {
  expectHeld(await runDatabase({ random: 0, whole: wholeDamages.slice(1, 5) }, { seed: 11 }))
}, 120_000)
