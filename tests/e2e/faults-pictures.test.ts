import { it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { runPictures } from '../faults/pictures/suite.ts'

// A sample of `npm run faults -- pictures`.

it('opens or refuses damaged pictures with one readable sentence', async () => {
  expectHeld(await runPictures({ pictures: 300 }, { seed: 11, say: () => undefined }))
}, 60_000)
