import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createPixels, judgeFiles } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { createRandom } from '../random.ts'
import { startServices, type Services } from '../support/services.ts'
import { inWorkplace } from '../support/workplace.ts'
import type { Suite, SuiteOptions, SuiteResult } from '../suite.ts'
import { judgeGrowth } from './judge-growth.ts'
import type { Mark } from './mark.ts'
import { planMishaps } from './mishaps.ts'
import type { SoakOrder } from './process.ts'
import { makeNumberedSources } from './sources.ts'

export interface SoakPlan extends Pick<SoakOrder, 'rounds' | 'pictures' | 'markEvery' | 'virtualMs'> {
  /** How many times as fast as the real clock the virtual one goes. */
  readonly times: number
}

const hourMs = 3_600_000
const plans = {
  quick: { rounds: 6, pictures: 40, markEvery: 3, virtualMs: 2 * hourMs, times: 200 },
  night: { rounds: 40, pictures: 250, markEvery: 8, virtualMs: 2 * hourMs, times: 120 },
} as const satisfies Record<string, SoakPlan>

export const soakSuite: Suite = {
  name: 'soak',
  promise: 'Left open for hours, the program holds no more files, timers or memory than after its first batches.',
  run: (options) => runSoak(options.isNight ? plans.night : plans.quick, options),
}

/**
 * So that what the process holds is what the program holds: code is neither compiled nor thrown away in the middle, and
 * young objects get all their room at once.
 */
const nodeFlags = [
  '--disable-warning=ExperimentalWarning',
  '--no-opt',
  '--no-maglev',
  '--no-sparkplug',
  '--no-flush-bytecode',
  '--no-lazy-feedback-allocation',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
]
/** What is freed goes back to the system at once, instead of staying with whichever thread had it. */
const allocator = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' }
const entry = new URL('process.ts', import.meta.url).pathname

export function runSoak(plan: SoakPlan, options: SuiteOptions): Promise<SuiteResult> {
  if (!existsSync('/proc/self/fd')) {
    return Promise.resolve({ counts: {}, violations: [], skipped: ['This system does not say what a process holds.'] })
  }
  return inWorkplace('soak', async (folder) => {
    const speed = { times: plan.times, fromMs: Date.now() }
    const services = await startServices({ speed })
    try {
      const items = plan.rounds * plan.pictures
      await services.command(planMishaps(createRandom(options.seed), { items, each: 25 }))
      await makeRounds(join(folder, 'sources'), plan)
      const marks = await runProcess({ ...plan, folder, speed }, { services, say: options.say })
      const ended = await judgeEnd(folder, services)
      return {
        counts: { ...ended.counts, ...countsOf(marks) },
        violations: [...judgeGrowth(marks), ...ended.violations],
      }
    } finally {
      await services.close()
    }
  })
}

async function makeRounds(folder: string, { rounds, pictures: count }: SoakPlan): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    await makeNumberedSources(join(folder, String(round)), { from: round * count, count })
  }
}

async function runProcess(
  order: SoakOrder,
  { services, say }: { readonly services: Services; readonly say: SuiteOptions['say'] },
): Promise<readonly Mark[]> {
  const child = spawn(process.execPath, [...nodeFlags, entry, JSON.stringify(order)], {
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...allocator, ...services.environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const marks: Mark[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === '') return
    const mark = JSON.parse(line) as Mark
    marks.push(mark)
    say(describe(mark))
  })
  const [exitCode] = (await once(child, 'close')) as [number | null]
  if (exitCode !== 0) throw new Error(`The process that was to run for hours ended with ${String(exitCode)}`)
  return marks
}

function describe({ items, virtualMs, held, heapBytes, ownBytes, childBytes }: Mark): string {
  const [heap, own, child] = [heapBytes, ownBytes, childBytes].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`)
  const memory = `${heap} in use, ${own} in all, ${child} the largest of its processes`
  const handles = Object.entries(held).map(([name, count]) => `${count} ${name}`)
  return `${items} items, ${Math.round(virtualMs / 60_000)} min: ${memory}; ${handles.join(', ')}`
}

function countsOf(marks: readonly Mark[]): SuiteResult['counts'] {
  const [first, last] = [marks[0], marks.at(-1)]
  if (first === undefined || last === undefined) return {}
  return {
    'virtual minutes': Math.floor(last.virtualMs / 60_000),
    'items before the first mark': first.items,
    'kB in use at the first mark': Math.round(first.heapBytes / 1000),
    'kB in use at the end': Math.round(last.heapBytes / 1000),
    'kB in all at the first mark': Math.round(first.ownBytes / 1000),
    'kB in all at the end': Math.round(last.ownBytes / 1000),
    'file descriptors at the end': last.held['file descriptors'] ?? 0,
    'timers and other handles at the end': last.held['timers and other handles'] ?? 0,
  }
}

const named = new Set(['done', 'failed', 'unresolved', 'skipped'])

async function judgeEnd(folder: string, services: Services): Promise<SuiteResult> {
  const home = join(folder, 'home')
  const library = readLibrary(home)
  if (library === null) return { counts: {}, violations: ['The library is gone'] }
  const { runflow, aimlapi, problems } = await services.inspect()
  const paid = [...runflow.paid, ...aimlapi.paid]
  const money = judgeMoney(library, paid)
  const unnamed = library.items.filter(({ status }) => !named.has(status))
  return {
    counts: { items: library.items.length, 'accepted requests': paid.length, ...countStatuses(library) },
    violations: [
      ...unnamed.map(({ source, status }) => `${source} ends as ${status}`),
      ...problems.map((problem) => `The practice services had a problem: ${problem}`),
      ...judgeStanding(library),
      ...money.violations,
      ...judgeLedger(library, runflow.charged + aimlapi.charged),
      ...(await judgeFiles(library, { home, out: join(folder, 'out') }, createPixels())),
    ],
  }
}

/** What is booked covers what the services took, and only requests nobody answered may be held besides. */
function judgeLedger({ spend }: LibraryState, charged: number): string[] {
  const batches = [...spend].filter(([scope]) => scope.includes(':batch:')).map(([, amount]) => amount)
  const booked = batches.reduce((sum, amount) => sum + amount.charged, 0)
  const held = batches.reduce((sum, amount) => sum + amount.reserved, 0)
  return booked <= charged && charged <= booked + held
    ? []
    : [`The services took ${charged}; the ledger says ${booked}, and ${held} held`]
}

function countStatuses({ items }: LibraryState): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of items) counts[`ended ${status}`] = (counts[`ended ${status}`] ?? 0) + 1
  return counts
}
