import { expect, it } from 'vitest'
import { expectHeld } from '../faults/support/expect-held.ts'
import { runCaps } from '../faults/caps/suite.ts'
import { runConcurrency } from '../faults/concurrency/suite.ts'
import { runCrashPoints } from '../faults/crash-points/suite.ts'
import { runDisk } from '../faults/disk/suite.ts'
import { runKills } from '../faults/kill/suite.ts'
import { bugs } from '../faults/mutants/mutants.ts'
import { runMutants } from '../faults/mutants/suite.ts'
import { runOrder } from '../faults/order/suite.ts'
import { runProvider } from '../faults/provider/suite.ts'
import { lanes } from '../faults/support/lanes.ts'

// A taste of the suites of `npm run faults`, so that they cannot rot unnoticed.

const options = { seed: 20_261, isNight: false, say: () => undefined }

it('kills two libraries a few times and finds every picture once', async () => {
  const counts = expectHeld(await runKills({ chains: 2, itemsEach: 12, killsEach: 3 }, options))
  expect(counts).toMatchObject({ 'double charges': 0, items: 24 })
}, 120_000)

it('dies at single calls of an item', async () => {
  expectHeld(await runCrashPoints({ points: 2, services: ['runflow'] }, options))
}, 120_000)

it('catches an engine that names a file before its folder is synced', async () => {
  expectHeld(
    await runMutants(
      bugs.filter(({ name }) => name === 'no folder fsync'),
      options,
    ),
  )
}, 240_000)

it('sees bytes, name and commit in their order', async () => {
  expectHeld(await runOrder({ runflow: 1, aimlapi: 2 }))
}, 120_000)

it('meets answers that are spoiled', async () => {
  expectHeld(await runProvider(8, options))
}, 120_000)

it('meets a disk that fails', async () => {
  expectHeld(await runDisk({ calls: 1, fullDisks: 1, rounds: 1, lanes: [lanes.inside] }, options))
}, 120_000)

it('keeps caps and sends nothing twice from several processes', async () => {
  expectHeld(await runCaps(10, options))
  expectHeld(await runConcurrency({ races: 1, clicks: 1, cancels: 2 }, options))
}, 120_000)
