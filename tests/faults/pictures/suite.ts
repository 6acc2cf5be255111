import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createImages } from '../../../electron/images/client/create-images.ts'
import type { Images } from '../../../electron/images/images.ts'
import { createRandom, type Random } from '../random.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { inWorkplace } from '../support/workplace.ts'
import { makeBases, type Base } from './bases.ts'
import { isRough, judgeFailure, type Answer } from './judge-answer.ts'
import { mutate, type Mutated } from './mutate.ts'
import { useOpened } from './use-opened.ts'

export interface PicturesPlan {
  readonly pictures: number
  /** Replaces the picture process, to see the suite fail. */
  readonly entryPath?: string
}

/** The picture process is killed after 10 s; the rest is a machine that has something else to do. */
const mostMs = 13_000
const lanes = 4

export const picturesSuite: Suite = {
  name: 'pictures',
  promise:
    'No damaged picture ends, hangs or confuses the program: each is opened or refused with one readable sentence.',
  run: (options) => runPictures({ pictures: options.isNight ? 40_000 : 10_000 }, options),
}

export function runPictures(
  plan: PicturesPlan,
  { seed, say }: Pick<SuiteOptions, 'seed' | 'say'>,
): Promise<SuiteResult> {
  return inWorkplace('pictures', async (folder) => {
    const entry = plan.entryPath === undefined ? {} : { entryPath: plan.entryPath }
    const images = createImages({ thumbnailsFolder: join(folder, 'thumbnails'), workers: 2, ...entry })
    try {
      const bases = await makeBases()
      const random = createRandom(seed)
      const results = [await openBases(images, bases, folder)]
      let next = 0
      const lane = async (): Promise<void> => {
        for (let number = next++; number < plan.pictures; number = next++) {
          results.push(await oneCase({ images, bases, folder, number, random: random.fork(`picture ${number}`), say }))
        }
      }
      await Promise.all(Array.from({ length: lanes }, lane))
      results.push(await openBases(images, bases, folder))
      return mergeResults(results)
    } finally {
      await images.close()
    }
  })
}

/** Before, so that what is refused later was made bad by the suite; after, because the program has to go on. */
async function openBases(images: Images, bases: readonly Base[], folder: string): Promise<SuiteResult> {
  const violations: string[] = []
  for (const [index, { kind, bytes }] of bases.entries()) {
    const source = join(folder, `whole-${index}`)
    writeFileSync(source, bytes)
    await images
      .probe(source)
      .catch((thrown: unknown) => violations.push(`A whole ${kind} was refused: ${String(thrown)}`))
    rmSync(source)
  }
  return { counts: {}, violations }
}

interface Case {
  readonly images: Images
  readonly bases: readonly Base[]
  readonly folder: string
  readonly number: number
  readonly random: Random
  readonly say: SuiteOptions['say']
}

async function oneCase({ images, bases, folder, number, random, say }: Case): Promise<SuiteResult> {
  const mutated = mutate(bases, random)
  const place = join(folder, String(number))
  mkdirSync(place)
  const source = join(place, 'picture')
  writeFileSync(source, mutated.bytes)
  const startedMs = performance.now()
  const answer = await open(images, { source, random, mutated })
  const tookMs = performance.now() - startedMs
  const violations = answer.kind === 'broken' ? [answer.violation] : []
  if (tookMs > mostMs) violations.push(`took ${Math.round(tookMs)} ms`)
  const left = readdirSync(place).filter((name) => name !== 'picture')
  if (answer.kind !== 'opened' && left.length > 0) violations.push(`left ${left.join(', ')} behind`)
  if (violations.length === 0) rmSync(place, { recursive: true })
  const how = answer.kind === 'refused' ? `refused as ${answer.code}` : answer.kind
  if (isRough(answer)) say(`Picture ${number}, ${mutated.story}: ${how} after ${Math.round(tookMs)} ms`)
  return {
    counts: { pictures: 1, [how]: 1 },
    violations: violations.map((violation) => `picture ${number}, ${mutated.story}: ${violation}`),
  }
}

interface Opening {
  readonly source: string
  readonly random: Random
  readonly mutated: Mutated
}

async function open(images: Images, { source, random, mutated }: Opening): Promise<Answer> {
  try {
    const facts = await images.probe(source)
    const violation = await useOpened(images, { source, bytes: mutated.bytes, facts, random })
    return violation === null ? { kind: 'opened' } : { kind: 'broken', violation }
  } catch (thrown) {
    return judgeFailure(thrown)
  }
}
