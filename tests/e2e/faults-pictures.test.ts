import { expect, it } from 'vitest'
import { runPictures } from '../faults/pictures/suite.ts'

// A sample of `npm run faults -- pictures`.

it('opens or refuses damaged pictures with one readable sentence', async () => {
  const { violations } = await runPictures({ pictures: 300 }, { seed: 11 })
  expect(violations).toEqual([])
}, 60_000)
