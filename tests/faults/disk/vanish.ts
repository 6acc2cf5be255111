import { basename, join } from 'node:path'
import type { PaidRequest } from '../../../electron/practice/inspection.ts'
import type { Place } from '../crash-points/template.ts'
import { createPixels, judgeFiles, judgeTorn } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { filesBelow } from '../support/files.ts'
import { pixelsOf } from '../support/pictures.ts'
import { inspectAt } from '../support/services.ts'
import { findWay, type Way } from './ways.ts'

export interface Vanishing {
  readonly place: Place
  readonly service: 'runflow' | 'aimlapi'
  readonly environment: Readonly<Record<string, string>>
  /** Where the services say what they counted. */
  readonly counts: string
  readonly way: string
  /** The folder goes after so many lines of the run. */
  readonly afterLines: number
  /** It comes back so many lines later; null where it stays away until the run has ended. */
  readonly backAfter: number | null
}

export interface VanishEnd {
  readonly violations: readonly string[]
  /** Whether the folder went early enough for the batch to pause. */
  readonly hasPaused: boolean
  readonly kept: number
}

/** Takes the folder for results away in the middle of a run, goes on without it, then with it. */
export async function runVanishing(vanishing: Vanishing): Promise<VanishEnd> {
  const { place, backAfter } = vanishing
  const way = findWay(vanishing.way)
  const violations: string[] = []
  const resume = (onLine: (count: number) => void = () => undefined): Promise<CliRun> =>
    runCli(['resume', '--json'], { environment: { ...vanishing.environment, LIGHTBENCH_HOME: place.home }, onLine })
  way.begin(place.out)
  const folder = moveFolder(way, place.out)
  const first = await resume((count) => {
    if (count === vanishing.afterLines) folder.take()
    if (backAfter !== null && count === vanishing.afterLines + backAfter) folder.bring()
  })
  if (backAfter === null) folder.take()
  const after = readLibrary(place.home)
  if (after === null) return { violations: ['The library is gone'], hasPaused: false, kept: 0 }
  violations.push(...judgeFirst(first), ...judgeStanding(after), ...(await judgeTorn(folder.now(), new Set())))
  const standing = await judgeKept(after, place, folder.now())
  violations.push(...standing.violations)
  if (folder.isGone() && !way.looksEmptied) {
    const { length: before } = await paidFor(vanishing)
    violations.push(...judgeFirst(await resume()))
    const sent = (await paidFor(vanishing)).length - before
    if (sent > 0) violations.push(`${sent} requests were sent while there was nowhere to put their results`)
  }
  folder.bring()
  const last = await resume()
  if (last.exitCode !== 0) violations.push(`With the folder back: ${lastWords(last)}`)
  violations.push(...folder.strays, ...(await judgeLast(vanishing)))
  return { violations, hasPaused: first.exitCode === 4, kept: standing.kept }
}

/** With the folder back, every picture is in its place and was paid for once. */
async function judgeLast(vanishing: Vanishing): Promise<string[]> {
  const { place } = vanishing
  const library = readLibrary(place.home)
  if (library === null) return ['The library is gone']
  return [
    ...judgeStanding(library),
    ...judgeMoney(library, await paidFor(vanishing)).violations,
    ...(await judgeFiles(library, place, createPixels())),
    ...judgeAllDone(library),
  ]
}

/** Where the folder is, and what was written into its place while it was gone. */
function moveFolder(way: Way, out: string) {
  let state: 'there' | 'gone' | 'back' = 'there'
  const strays: string[] = []
  return {
    strays,
    isGone: () => state === 'gone',
    now: () => (state === 'gone' ? way.kept(out) : out),
    take: () => {
      if (state !== 'there') return
      state = 'gone'
      way.take(out)
    },
    bring: () => {
      if (state !== 'gone') return
      state = 'back'
      strays.push(...way.strays(out).map((path) => `${path} was written where the folder had been`))
      way.bring(out)
    },
  }
}

/** The folder is the only thing that is wrong, and the batch says so. */
function judgeFirst(run: CliRun): string[] {
  if (run.exitCode === 0) return []
  const said = run.lines.findLast(({ type }) => type === 'batch' || type === 'error')
  const reason = (said?.['type'] === 'batch' ? said['pause'] : said) as { code?: string; message?: string } | null
  const isNamed = reason?.code === 'output-unwritable' || reason?.code === 'disk-full'
  return run.exitCode === 4 && isNamed ? [] : [`It did not pause for its folder: ${lastWords(run)}`]
}

/** What is done has its file, and what is paid for and not done lies whole in the library. */
async function judgeKept({ items, attempts, outputs }: LibraryState, { home, out }: Place, now: string) {
  const violations: string[] = []
  const recovery = filesBelow(join(home, 'recovery'))
  const bySource = new Map(items.map((item) => [item.id, item]))
  let kept = 0
  for (const { id, item_id } of attempts.filter(({ state }) => state === 'succeeded')) {
    const { status = '', source = '' } = bySource.get(item_id) ?? {}
    const published = outputs.find((row) => row.attempt_id === id && row.state === 'published')
    const path =
      published === undefined
        ? recovery.find((file) => basename(file).startsWith(`${id}.`))
        : published.path.replace(out, now)
    if (published === undefined) kept += 1
    if (status === 'done' && published === undefined) violations.push(`${basename(source)} is done without a file`)
    else if (path === undefined) violations.push(`${basename(source)} (${status}) is paid for and kept nowhere`)
    else if (!(await isSame(path, source))) violations.push(`${path} is not the whole result of ${basename(source)}`)
  }
  return { violations, kept }
}

async function isSame(path: string, source: string): Promise<boolean> {
  const [one, other] = await Promise.allSettled([pixelsOf(path), pixelsOf(source)])
  return one.status === 'fulfilled' && other.status === 'fulfilled' && one.value === other.value
}

async function paidFor({ counts, service, place }: Vanishing): Promise<readonly PaidRequest[]> {
  return (await inspectAt(counts))[service].paid.filter(({ prompt }) => prompt === place.prompt)
}

function judgeAllDone({ items }: LibraryState): string[] {
  return items.filter(({ status }) => status !== 'done').map(({ source, status }) => `${basename(source)} is ${status}`)
}
