import PQueue from 'p-queue'
import { findFullDisks } from '../crash-points/candidates.ts'
import { findPoints, type Point } from '../crash-points/profile.ts'
import { runPoint } from '../crash-points/run-point.ts'
import { makeTemplate } from '../crash-points/template.ts'
import { createRandom, type Random } from '../random.ts'
import { startServices } from '../support/services.ts'
import { findTool, missing } from '../support/tools.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'

export const diskSuite: Suite = {
  name: 'disk',
  promise: 'A disk that fails costs no second request: the batch pauses with the reason and goes on later.',
  run: (options) => runDisk(options.isNight ? null : 30, options),
}

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
const errors = ['ENOSPC', 'EIO', 'EDQUOT', 'EROFS', 'EXDEV', 'EACCES'] as const

/** Fails one call of one Runflow item, once or from then on, then lets the same library go on with a sound disk. */
export async function runDisk(most: number | null, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  if (findTool('strace') === null) return { counts: {}, violations: [], skipped: [missing('strace')] }
  return inWorkplace('disk', async (folder) => {
    const services = await startServices()
    try {
      const template = await makeTemplate(folder, 'runflow')
      const points = (await findPoints(template.copy('profile'), template.copy('warm-up'), services)).filter(
        ({ call }) => diskCalls.has(call),
      )
      const chosen = choose(points, most, createRandom(seed))
      const queue = new PQueue({ concurrency: 3 })
      const ends = await queue.addAll(
        chosen.map((failure, number) => () => {
          const place = template.copy(`${number}-${failure.point.call}-${failure.point.nth}-${failure.error}`)
          return runPoint({
            services,
            service: 'runflow',
            place,
            point: failure.point,
            withPowerCut: false,
            environment: { FAULTS_NO_JITTER: '1' },
            failure,
          })
        }),
      )
      const disks = await findFullDisks(folder, services)
      const full = []
      for (const disk of most !== null && most < 10 ? disks.slice(1, 2) : disks) full.push(await disk.run({}, false))
      return mergeResults([
        { counts: { failures: ends.length }, violations: ends.flatMap(({ violations }) => violations) },
        { counts: { 'full disks': full.length }, violations: full.flatMap(({ violations }) => violations) },
        ...(disks.length === 0
          ? [{ counts: {}, violations: [], skipped: ['full disks: nobody may mount one here'] }]
          : []),
      ])
    } finally {
      await services.close()
    }
  })
}

interface Failing {
  readonly point: Point
  readonly error: string
  readonly isLasting: boolean
}

function choose(points: readonly Point[], most: number | null, random: Random): Failing[] {
  const chosen = random.shuffle(points).slice(0, most ?? points.length)
  return chosen.map((point) => ({ point, error: random.pick(errors), isLasting: random.chance(0.4) }))
}
