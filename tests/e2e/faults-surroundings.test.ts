import { expect, it } from 'vitest'
import { runAccess } from '../faults/access/suite.ts'
import { runClock } from '../faults/clock/suite.ts'
import { runGlib } from '../faults/glib/suite.ts'
import { situations } from '../faults/keychain/situations.ts'
import { runKeychain } from '../faults/keychain/suite.ts'
import { runSmall } from '../faults/mutants/small.ts'
import { smallBugs } from '../faults/mutants/small-bugs.ts'
import { runNames } from '../faults/names/suite.ts'
import { runSecrets } from '../faults/secrets/suite.ts'

// A taste of the suites of `npm run faults`; see faults-money.test.ts.

const options = { seed: 20_261, isNight: false, say: () => undefined }

it('waits sensibly whatever a clock or a service says', async () => {
  expect((await runClock({ schedules: 300, moments: 300, runs: 0 }, options)).violations).toEqual([])
}, 60_000)

it('starts without a key store and says so', async () => {
  expect((await runKeychain(situations.slice(0, 1), options)).violations).toEqual([])
}, 60_000)

it('overwrites nothing, whatever pictures are called', async () => {
  expect((await runNames({ names: 200, files: 6 }, options)).violations).toEqual([])
}, 60_000)

it('keeps the system’s GLib out of the picture process', async () => {
  expect((await runGlib(40)).violations).toEqual([])
}, 60_000)

it('leaves no key, prompt or place where it does not belong', async () => {
  expect((await runSecrets()).violations).toEqual([])
}, 60_000)

it('lets no malformed call, strange sender or private address through', async () => {
  expect((await runAccess({ calls: 500, addresses: 200 }, options)).violations).toEqual([])
})

it('notices a program that believes redirects and one that writes names of devices', async () => {
  const bugs = smallBugs.filter(({ name }) => name === 'redirects are believed' || name === 'devices are names')
  const { violations, counts } = await runSmall(bugs, options)
  expect(violations).toEqual([])
  expect(counts).toEqual({ 'small mutants caught': 2 })
}, 60_000)
