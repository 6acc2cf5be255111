import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PQueue from 'p-queue'
import { canMount } from '../crash-points/full-disk.ts'
import { makeTemplate } from '../crash-points/template.ts'
import type { Random } from '../random.ts'
import type { Lane } from '../support/lanes.ts'
import { makeSources } from '../support/pictures.ts'
import type { Services } from '../support/services.ts'
import { mergeResults, type SuiteResult } from '../suite.ts'
import type { FullLibrary, FullLibraryEnd } from './full-library.ts'

const pictures = 4
/** A little more than so many pictures say on their way. */
const mostLines = 34
const mostFreePages = 8
const entry = new URL('full-library-process.ts', import.meta.url).pathname

interface FullLibraries {
  readonly folder: string
  readonly services: Services
  readonly lanes: readonly Lane[]
  readonly random: Random
  /** How often each way by which results come meets a full drive, each time once with room soon and once without. */
  readonly rounds: number
}

/** The drive of the library fills up at a random moment of a run. */
export async function runFullLibraries(options: FullLibraries): Promise<SuiteResult> {
  const { folder, services, lanes, random, rounds } = options
  if (!canMount()) return { counts: {}, violations: [], skipped: ['full libraries: nobody may mount one here'] }
  const queue = new PQueue({ concurrency: 3 })
  const results: Promise<SuiteResult>[] = []
  for (const lane of lanes) {
    const makePictures = (target: string): Promise<string> => makeSources(target, pictures)
    const { recipe, service, name } = lane
    const template = await makeTemplate(join(folder, `full library ${name}`), service, { makePictures, recipe })
    for (let round = 0; round < rounds * 2; round += 1) {
      const hasRoomSoon = round % 2 === 0
      const full: FullLibrary = {
        place: template.copy(`full-library-${name}-${round}`),
        service,
        // Without jitter the waits for room take no time, so that a run without it ends.
        environment: {
          ...services.environment,
          FAULTS_AT_ONCE: '2',
          ...(hasRoomSoon ? {} : { FAULTS_NO_JITTER: '1' }),
        },
        counts: services.counts,
        afterLines: random.int(1, mostLines),
        freePages: random.int(0, mostFreePages),
        roomAfterMs: hasRoomSoon ? random.int(300, 1_500) : null,
      }
      results.push(queue.add(async () => report(lane, full, await inNamespace(full))))
    }
  }
  return mergeResults(await Promise.all(results))
}

async function inNamespace(full: FullLibrary): Promise<FullLibraryEnd> {
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', entry, JSON.stringify(full)]
  const { stdout } = await promisify(execFile)('unshare', ['-rm', ...program])
  return JSON.parse(stdout) as FullLibraryEnd
}

function report({ name }: Lane, { afterLines, freePages, roomAfterMs }: FullLibrary, end: FullLibraryEnd): SuiteResult {
  const room = roomAfterMs === null ? 'no room until its end' : `room after ${roomAfterMs} ms`
  const where = `${name}, the library’s drive full but for ${freePages} pages after ${afterLines} lines, ${room}`
  return {
    counts: {
      'full libraries': 1,
      'of them stopped': end.hasPaused ? 1 : 0,
      'answers nobody could write': end.unresolved,
    },
    violations: end.violations.map((violation) => `${where}: ${violation}`),
  }
}
