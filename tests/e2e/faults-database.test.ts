import { expect, it } from 'vitest'
import { wholeDamages } from '../faults/database/damages.ts'
import { runDatabase } from '../faults/database/suite.ts'

// A sample of `npm run faults -- database`.

it('ends in a sentence, restorable, with a damaged library', async () => {
  const { violations } = await runDatabase({ random: 0, whole: wholeDamages.slice(1, 5) }, { seed: 11 })
  expect(violations).toEqual([])
}, 120_000)
