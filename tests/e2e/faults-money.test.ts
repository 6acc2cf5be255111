import { expect, it } from 'vitest'
import { runCaps } from '../faults/caps/suite.ts'
import { runConcurrency } from '../faults/concurrency/suite.ts'
import { runCrashPoints } from '../faults/crash-points/suite.ts'
import { runDisk } from '../faults/disk/suite.ts'
import { runKills } from '../faults/kill/suite.ts'
import { findBug } from '../faults/mutants/mutants.ts'
import { runMutants } from '../faults/mutants/suite.ts'
import { runOrder } from '../faults/order/suite.ts'
import { runProvider } from '../faults/provider/suite.ts'
import { lanes } from '../faults/support/lanes.ts'
import { findTool, missing } from '../faults/support/tools.ts'

// A taste of the suites of `npm run faults`, so that they cannot rot unnoticed.

const hasStrace = findTool('strace') !== null
if (!hasStrace) process.stderr.write(`SKIPPED: ${missing('strace')}\n`)

const options = { seed: 20_261, isNight: false, say: () => undefined }

it('kills two libraries a few times and finds every picture once', async () => {
  const { violations, counts } = await runKills({ chains: 2, itemsEach: 12, killsEach: 3 }, options)
  expect(violations).toEqual([])
  expect(counts).toMatchObject({ 'double charges': 0, items: 24 })
}, 120_000)

it.runIf(hasStrace)(
  'dies at single calls of an item',
  async () => {
    const { violations } = await runCrashPoints({ points: 2, services: ['runflow'] }, options)
    expect(violations).toEqual([])
  },
  120_000,
)

it.runIf(hasStrace)(
  'catches an engine that names a file before its folder is synced',
  async () => {
    const { violations } = await runMutants([findBug('no folder fsync')], options)
    expect(violations).toEqual([])
  },
  240_000,
)

it.runIf(hasStrace)(
  'sees bytes, name and commit in their order',
  async () => {
    expect((await runOrder({ runflow: 1, aimlapi: 2 })).violations).toEqual([])
  },
  120_000,
)

it('meets answers that are spoiled', async () => {
  expect((await runProvider(8, options)).violations).toEqual([])
}, 120_000)

it.runIf(hasStrace)(
  'meets a disk that fails',
  async () => {
    expect((await runDisk({ calls: 1, fullDisks: 1, rounds: 1, lanes: [lanes.inside] }, options)).violations).toEqual(
      [],
    )
  },
  120_000,
)

it('keeps caps and sends nothing twice from several processes', async () => {
  expect((await runCaps(10, options)).violations).toEqual([])
  expect((await runConcurrency({ races: 1, clicks: 1, cancels: 2 }, options)).violations).toEqual([])
}, 120_000)
