import { join } from 'node:path'
import { lanes, type Lane } from '../support/lanes.ts'
import { makeLargeSource } from '../support/pictures.ts'
import type { Services } from '../support/services.ts'
import { canMount, runFullDisk } from './full-disk.ts'
import { findPoints, type Point } from './profile.ts'
import { runPoint, type PointEnd } from './run-point.ts'
import { makeTemplate } from './template.ts'

/** What the program under test is started with, where it is one with a bug. */
export interface Variant {
  readonly nodeArguments?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** What a call is that could be the last: before or after the paid request by moments, or what it is for. */
export const pointKinds = ['unsent', 'unanswered', 'publishing', 'durability', 'any write'] as const

/** One way for one item to be interrupted. */
export interface Candidate {
  readonly kind: (typeof pointKinds)[number] | 'full disk'
  /** With the power cut it may also be tried without, it loses more. */
  run(variant: Variant, withPowerCut: boolean): Promise<PointEnd>
}

export type ServiceName = 'runflow' | 'aimlapi'

/** So many pages are less than the large picture needs, and some are enough. */
const freePages = [0, 1, 2, 3, 4, 6]

/** Every call of one item of a service that could be its last. */
export async function findCandidates(folder: string, services: Services, service: ServiceName): Promise<Candidate[]> {
  const template = await makeTemplate(folder, service)
  const points = await findPoints(template.copy(`${service}-profile`), template.copy(`${service}-warm-up`), services)
  let copies = 0
  return points.map((point) => ({
    kind: kindOf(point),
    run: (variant, withPowerCut) => {
      copies += 1
      const place = template.copy(`${service}-${copies}-${point.call}-${point.nth}`)
      return runPoint({ ...variant, services, service, place, point, withPowerCut })
    },
  }))
}

function kindOf({ call, side }: Point): Candidate['kind'] {
  if (side === 'unsent' || side === 'unanswered') return side
  if (call === 'write' || call === 'pwrite64') return 'any write'
  return side === 'answered' ? 'publishing' : 'durability'
}

/** The disk filled in the middle of a result; none where this machine lets nobody mount one. */
export async function findFullDisks(
  folder: string,
  services: Services,
  lane: Lane = lanes.runflow,
): Promise<Candidate[]> {
  if (!canMount()) return []
  const { service, recipe, name } = lane
  const template = await makeTemplate(join(folder, `full ${name}`), service, { makePictures: makeLargeSource, recipe })
  let copies = 0
  return freePages.map((pages) => ({
    kind: 'full disk' as const,
    run: async (variant) => {
      copies += 1
      const { violations } = await runFullDisk({
        ...variant,
        services,
        service,
        place: template.copy(`full-${name}-${copies}-${pages}`),
        freePages: pages,
      })
      return { wasKilled: false, lost: 0, violations }
    },
  }))
}
