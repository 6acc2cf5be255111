import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { createRandom, type Random } from '../random.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices, type Services } from '../support/services.ts'
import { mergeResults, type SuiteResult } from '../suite.ts'
import { runIntoDayCap } from './day-cap.ts'
import { jumpsMs } from './jumping-clock.ts'
import { clockArguments, editArguments, items, paidFor, type Run } from './run.ts'

const lanes = 5
const mostMs = 60_000
/** Of one item, with uploads, looks at its run and downloads. */
const mostRequestsEach = 20
/** One in so many runs meets the cap of a day in place of a jump. */
const capEvery = 4

/** Starts shortly before something happens to the calendar. */
const moments = [
  { zone: 'UTC', at: '2026-05-04T23:59:59.000Z' },
  { zone: 'Europe/Berlin', at: '2026-03-29T00:59:59.500Z' },
  { zone: 'Europe/Berlin', at: '2026-10-25T00:59:59.500Z' },
  { zone: 'America/New_York', at: '2026-11-01T05:59:59.500Z' },
  { zone: 'UTC', at: '2026-12-31T23:59:59.300Z' },
] as const

/** Batches on the real command line while the clock of its process jumps or the process itself is stopped. */
export async function runRealOnes(
  folder: string,
  { runs, seed }: { runs: number; seed: number },
): Promise<SuiteResult> {
  const sources = await makeSources(join(folder, 'sources'), items)
  const left = Array.from({ length: runs }, (_, number) => number)
  const results: SuiteResult[] = []
  /** Services of its own for each lane, so that what they counted meanwhile is of one run. */
  const lane = async (): Promise<void> => {
    const services = await startServices({ delayMs: 200 })
    try {
      for (let number = left.shift(); number !== undefined; number = left.shift()) {
        const random = createRandom(seed).fork(`run ${number}`)
        results.push(await oneRun(createRun({ services, sources, folder, number, random }), number))
      }
    } finally {
      await services.close()
    }
  }
  await Promise.all(Array.from({ length: Math.min(lanes, runs) }, lane))
  return mergeResults(results)
}

interface Numbered extends Pick<Run, 'services' | 'sources' | 'random'> {
  readonly folder: string
  readonly number: number
}

function createRun({ services, sources, folder, number, random }: Numbered): Run {
  const home = join(folder, `library-${number}`)
  return {
    services,
    service: random.pick(['runflow', 'aimlapi']),
    sources,
    home,
    out: join(folder, `out-${number}`),
    prompt: `clock ${number}`,
    environment: { ...services.environment, LIGHTBENCH_HOME: home },
    random,
  }
}

async function oneRun(run: Run, number: number): Promise<SuiteResult> {
  const before = await countRequests(run.services)
  const meetsCap = number % capEvery === capEvery - 1
  const violations = meetsCap ? await runIntoDayCap(run) : await runWithJumps(run)
  const [paid, library] = [await paidFor(run), readLibrary(run.home)]
  if (paid.length !== items) violations.push(`${paid.length} requests were accepted for ${items} pictures`)
  if (library === null) violations.push('There is no library')
  else violations.push(...judgeStanding(library), ...judgeMoney(library, paid).violations)
  const made = (await countRequests(run.services)) - before
  if (made > items * mostRequestsEach) violations.push(`${made} requests were made for ${items} pictures`)
  return {
    counts: { 'real runs': 1, 'of them into the cap of a day': meetsCap ? 1 : 0, 'accepted requests': paid.length },
    violations: violations.map((said) => `run ${number} (${run.service}): ${said}`),
  }
}

async function runWithJumps(run: Run): Promise<string[]> {
  const { random } = run
  const { zone, at } = random.pick(moments)
  const jumps = Array.from({ length: 30 }, () => random.pick(jumpsMs))
  const startedMs = performance.now()
  const ended = await runCli(editArguments(run), {
    environment: {
      ...run.environment,
      TZ: zone,
      FAULTS_START: String(Date.parse(at)),
      FAULTS_JUMPS: jumps.join(','),
      FAULTS_EVERY: String(random.int(80, 400)),
    },
    nodeArguments: clockArguments,
    onStart: (child) => sleepAWhile(child, random),
  })
  const tookMs = performance.now() - startedMs
  return [
    ...(ended.exitCode === 0 ? [] : [`${zone} ${at}: ${lastWords(ended)}`]),
    ...(tookMs > mostMs ? [`${zone} ${at}: took ${Math.round(tookMs)} ms`] : []),
  ]
}

/** A machine that is suspended stops every process and forgets to tell it. */
function sleepAWhile(child: ChildProcess, random: Random): void {
  setTimeout(() => child.kill('SIGKILL'), mostMs).unref()
  const [inMs, forMs] = [random.int(300, 1200), random.int(200, 1500)]
  setTimeout(() => {
    child.kill('SIGSTOP')
    setTimeout(() => child.kill('SIGCONT'), forMs)
  }, inMs)
}

/** All that were ever made, not only those that are still remembered. */
async function countRequests(services: Services): Promise<number> {
  const { runflow, aimlapi } = await services.inspect()
  return (runflow.requests.at(-1)?.sequence ?? 0) + (aimlapi.requests.at(-1)?.sequence ?? 0)
}
