import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import PQueue from 'p-queue'
import { canMount } from '../crash-points/full-disk.ts'
import { makeTemplate, type Template } from '../crash-points/template.ts'
import type { Random } from '../random.ts'
import type { Lane } from '../support/lanes.ts'
import { makeSources } from '../support/pictures.ts'
import type { Services } from '../support/services.ts'
import { mergeResults, type SuiteResult } from '../suite.ts'
import { runVanishing, type VanishEnd, type Vanishing } from './vanish.ts'
import { ways } from './ways.ts'

const pictures = 6
/** A little more than six pictures say on their way, so that some folders go when all is done. */
const mostLines = 50
const entry = new URL('vanish-process.ts', import.meta.url).pathname

interface VanishingFolders {
  readonly folder: string
  readonly services: Services
  readonly lanes: readonly Lane[]
  readonly random: Random
  /** How often each way is tried, in turn over the lanes. */
  readonly rounds: number
}

/** The folder for results goes at a random moment of a run, in every way there is. */
export async function runVanishingFolders(options: VanishingFolders): Promise<SuiteResult> {
  const { folder, services, lanes, random, rounds } = options
  const templates: { readonly lane: Lane; readonly template: Template }[] = []
  for (const lane of lanes) {
    const makePictures = (target: string): Promise<string> => makeSources(target, pictures)
    const template = await makeTemplate(`${folder}/vanish ${lane.name}`, lane.service, {
      makePictures,
      recipe: lane.recipe,
    })
    templates.push({ lane, template })
  }
  const possible = ways.filter(({ isMount }) => !isMount || canMount())
  const queue = new PQueue({ concurrency: 3 })
  const tries = Array.from({ length: rounds }, (_, round) =>
    possible.map((way, at) => ({ way, at: round + at })),
  ).flat()
  const results = await queue.addAll(
    tries.map(({ way, at }, number) => {
      const { lane, template } = templates[at % templates.length] ?? random.pick(templates)
      const vanishing: Vanishing = {
        place: template.copy(`vanish-${number}`, way.out),
        service: lane.service,
        environment: { ...services.environment, FAULTS_AT_ONCE: '2' },
        counts: services.counts,
        way: way.name,
        afterLines: random.int(1, mostLines),
        backAfter: random.chance(0.25) ? random.int(1, 8) : null,
      }
      return async () => report(lane, vanishing, await (way.isMount ? inNamespace(vanishing) : runVanishing(vanishing)))
    }),
  )
  const isWhole = possible.length === ways.length
  return mergeResults([
    ...results,
    { counts: {}, violations: [], skipped: isWhole ? [] : ['drives: nobody may mount'] },
  ])
}

async function inNamespace(vanishing: Vanishing): Promise<VanishEnd> {
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', entry, JSON.stringify(vanishing)]
  const { stdout } = await promisify(execFile)('unshare', ['-rm', ...program])
  return JSON.parse(stdout) as VanishEnd
}

function report({ name }: Lane, { way, afterLines, backAfter }: Vanishing, end: VanishEnd): SuiteResult {
  const back = backAfter === null ? '' : `, back after ${backAfter}`
  const where = `${name}, ${way} after ${afterLines} lines${back}`
  return {
    counts: { 'folders that went': 1, 'of them paused': end.hasPaused ? 1 : 0, 'results kept': end.kept },
    violations: end.violations.map((violation) => `${where}: ${violation}`),
  }
}
