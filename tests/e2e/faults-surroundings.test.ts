import { expect, it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
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
  expectHeld(await runClock({ schedules: 300, moments: 300, runs: 1 }, options))
}, 60_000)

it('starts without a key store and says so', async () => {
  expectHeld(await runKeychain(situations.slice(0, 1), { ...options, isAlone: false }))
}, 60_000)

it('overwrites nothing, whatever pictures are called', async () => {
  expectHeld(await runNames({ names: 200, files: 6 }, options))
}, 60_000)

it('keeps the system’s GLib out of the picture process', async () => {
  expectHeld(await runGlib(40))
}, 60_000)

it('leaves no key, prompt or place where it does not belong', async () => {
  expectHeld(await runSecrets())
}, 60_000)

it('lets no malformed call, strange sender or private address through', async () => {
  expectHeld(await runAccess({ calls: 500, addresses: 200 }, options))
})

it('notices a program that believes redirects and one that writes names of devices', async () => {
  const bugs = smallBugs.filter(({ name }) => name === 'redirects are believed' || name === 'devices are names')
  const counts = expectHeld(await runSmall(bugs, options))
  expect(counts).toEqual({ 'small mutants caught': 2 })
}, 60_000)
