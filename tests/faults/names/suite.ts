import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileName, safeFolderName, withSuffix } from '../../../shared/domain/safe-name.ts'
import type { Variant } from '../crash-points/candidates.ts'
import { readLibrary } from '../judge/read-library.ts'
import { createRandom, type Random } from '../random.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { filesBelow, sha256Of } from '../support/files.ts'
import { makeSources } from '../support/pictures.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { hostileName, whyInvalid } from './hostile-names.ts'
import { makePaths } from './templates.ts'

export const namesSuite: Suite = {
  name: 'names',
  promise: 'No hostile name overwrites a file, leaves the folder, or makes one that a system cannot hold.',
  run: (options) => runNames({ names: options.isNight ? 20_000 : 2_000, files: options.isNight ? 400 : 80 }, options),
}

interface NamesPlan {
  /** Names that are only made safe. */
  readonly names: number
  /** Names of pictures that are really edited. */
  readonly files: number
  /** What the command line is started with. */
  readonly variant?: Variant
}

export async function runNames(
  { names, files, variant = {} }: NamesPlan,
  { seed }: Pick<SuiteOptions, 'seed'>,
): Promise<SuiteResult> {
  const random = createRandom(seed)
  return mergeResults([
    makeSafe(names, random.fork('safe')),
    makePaths(names, random.fork('paths')),
    ...(files === 0 ? [] : [await editHostile(files, random.fork('edit'), variant)]),
  ])
}

function makeSafe(count: number, random: Random): SuiteResult {
  const violations: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = hostileName(random)
    const extension = random.pick(['jpg', 'PNG', '../x', '', 'j'.repeat(50)])
    for (const made of [fileName(name, extension), `${withSuffix(name, ' (12)')}.jpg`, safeFolderName(name)]) {
      const reason = whyInvalid(made)
      if (reason !== null) violations.push(`${JSON.stringify(name)} becomes ${JSON.stringify(made)}, which ${reason}`)
    }
  }
  return { counts: { 'names made safe': count }, violations }
}

const templates = ['{name}', '{name}-{model}', 'same', '{index} {name}', '{folder}/{name}', '{name}/{name}'] as const

/** Edits pictures with hostile names on this machine, into a folder in which some of the names are taken. */
function editHostile(count: number, random: Random, variant: Variant): Promise<SuiteResult> {
  return inWorkplace('names', async (folder) => {
    const plain = await makeSources(join(folder, 'plain'), count)
    const [sources, out, home] = [join(folder, 'sources'), join(folder, 'out'), join(folder, 'home')]
    mkdirSync(sources)
    mkdirSync(out)
    const names = hostileFileNames(count, random)
    for (const [index, name] of names.entries()) {
      writeFileSync(join(sources, name), readFileSync(join(plain, `${index}.jpg`)))
    }
    const wanted = names.slice(0, 10).map((name) => join(out, fileName(basename(name, '.jpg'), 'jpg')))
    const taken = wanted.filter(
      (path, index) => wanted.findIndex((other) => shownAs(other) === shownAs(path)) === index,
    )
    for (const path of taken) writeFileSync(path, 'somebody else’s')
    const template = random.pick(templates)
    const run = await runCli(['edit', sources, '--grayscale', '--name', template, '--out', out, '--json'], {
      environment: { ...variant.environment, LIGHTBENCH_HOME: home },
      nodeArguments: variant.nodeArguments ?? [],
    })
    const violations = run.exitCode === 0 ? [] : [`“${template}”: ${lastWords(run)}`]
    for (const path of taken) {
      if (readFileSync(path, 'utf8') !== 'somebody else’s') violations.push(`${path} was overwritten`)
    }
    violations.push(...judgeMapping(home, out, new Set(taken)))
    return { counts: { 'pictures with hostile names': readdirSync(sources).length }, violations }
  })
}

/** Some have a twin that other systems take for the same name. */
function hostileFileNames(count: number, random: Random): string[] {
  const names = Array.from({ length: count }, () => hostileName(random, true)).flatMap((name) => {
    const twin = random.pick([name.toUpperCase(), name.toLowerCase(), name.normalize('NFD')])
    return random.chance(0.3) && Buffer.byteLength(twin) <= 200 ? [name, twin] : [name]
  })
  return [...new Set(names.slice(0, count))].map((name) => `${name}.jpg`)
}

/** As a system that tells neither case nor normal form apart shows a path; said by nothing of the program under test. */
function shownAs(path: string): string {
  return path.normalize('NFD').toUpperCase().normalize('NFC')
}

function judgeMapping(home: string, out: string, taken: ReadonlySet<string>): string[] {
  const library = readLibrary(home)
  if (library === null) return ['There is no library']
  const found: string[] = []
  const done = library.items.filter(({ status }) => status === 'done')
  const files = filesBelow(out).filter((path) => !taken.has(path))
  if (files.length !== done.length) found.push(`${done.length} pictures are done and there are ${files.length} files`)
  const keys = new Set(filesBelow(out).map(shownAs))
  if (keys.size !== new Set(filesBelow(out)).size) found.push('Two files have names that some systems take for one')
  for (const path of files) {
    const reason = whyInvalid(basename(path))
    if (reason !== null) found.push(`${JSON.stringify(basename(path))} ${reason}`)
    if (!path.startsWith(`${out}/`)) found.push(`${path} is outside the folder`)
  }
  for (const { path, sha256 } of library.outputs) {
    if (sha256Of(path) !== sha256) found.push(`${path} is not the file its record tells of`)
  }
  return found
}
