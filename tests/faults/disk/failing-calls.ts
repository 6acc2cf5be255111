import { join } from 'node:path'
import PQueue from 'p-queue'
import { findPoints, type Point } from '../crash-points/profile.ts'
import { runPoint } from '../crash-points/run-point.ts'
import { makeTemplate, type Template } from '../crash-points/template.ts'
import type { Random } from '../random.ts'
import type { Lane } from '../support/lanes.ts'
import type { Services } from '../support/services.ts'
import { mergeResults, type SuiteResult } from '../suite.ts'

/** Calls that reach a disk and nothing else; a failing `write` would hit pipes and sockets as well. */
const diskCalls = new Set([
  'pwrite64',
  'fsync',
  'fdatasync',
  'link',
  'rename',
  'unlink',
  'copy_file_range',
  'ftruncate',
  'mkdir',
])
/** Where all calls are to fail: the writes to the journal are many, and one is as another. */
const mostOfJournal = 20
const errors = ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EXDEV', 'EACCES'] as const

interface FailingCalls {
  readonly folder: string
  readonly services: Services
  readonly lane: Lane
  readonly random: Random
  /** How many calls; null for all of them, but for most writes to the journal. */
  readonly most: number | null
}

interface Failing {
  readonly point: Point
  readonly error: string
  readonly isLasting: boolean
}

/** Fails one call of one item, once or from then on, then lets the same library go on with a sound disk. */
export async function runFailingCalls({ folder, services, lane, random, most }: FailingCalls): Promise<SuiteResult> {
  const { service, recipe, name } = lane
  const template = await makeTemplate(join(folder, name), service, { recipe })
  const points = await findPoints(template.copy(`${name} profile`), template.copy(`${name} warm-up`), services)
  const chosen = choose(
    points.filter(({ call }) => diskCalls.has(call)),
    { most, random },
  )
  const queue = new PQueue({ concurrency: 3 })
  const ends = await queue.addAll(
    chosen.map((failure, number) => () => runPoint(toRun({ services, lane, template }, failure, number))),
  )
  return mergeResults(
    ends.map(({ violations }) => ({
      counts: { [`failing calls, ${name}`]: 1 },
      violations: violations.map((violation) => `${name}: ${violation}`),
    })),
  )
}

interface Setting {
  readonly services: Services
  readonly lane: Lane
  readonly template: Template
}

function toRun({ services, lane, template }: Setting, failure: Failing, number: number) {
  const { call, nth } = failure.point
  return {
    services,
    service: lane.service,
    place: template.copy(`${lane.name}-${number}-${call}-${nth}-${failure.error}`),
    point: failure.point,
    withPowerCut: false,
    environment: { FAULTS_NO_JITTER: '1' },
    failure,
  }
}

function choose(points: readonly Point[], { most, random }: Pick<FailingCalls, 'most' | 'random'>): Failing[] {
  const chosen = random.shuffle(points).slice(0, most ?? points.length)
  const journal = new Set(chosen.filter(({ call }) => call === 'pwrite64').slice(mostOfJournal))
  return chosen
    .filter((point) => most !== null || !journal.has(point))
    .map((point) => ({ point, error: random.pick(errors), isLasting: random.chance(0.4) }))
}
