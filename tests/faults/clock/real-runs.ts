import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import PQueue from 'p-queue'
import type { ChildProcess } from 'node:child_process'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary } from '../judge/read-library.ts'
import { createRandom, type Random } from '../random.ts'
import { lastWords, runCli } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices, type Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'
import { mergeResults, type SuiteResult } from '../suite.ts'
import { jumpsMs } from './jumping-clock.ts'

const shifted = new URL('shifted-date.ts', import.meta.url).href
const items = 4
const mostMs = 60_000
/** Of one item, with uploads, looks at its run and downloads. */
const mostRequestsEach = 40

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
  const services = await startServices({ delayMs: 200 })
  const sources = await makeSources(join(folder, 'sources'), items)
  const queue = new PQueue({ concurrency: 5 })
  try {
    const numbers = Array.from({ length: runs }, (_, number) => number)
    const results = await queue.addAll(
      numbers.map(
        (number) => () =>
          oneRun({ services, sources, folder, number, random: createRandom(seed).fork(`run ${number}`) }),
      ),
    )
    return mergeResults([...results, { counts: {}, violations: await judgeStorm(services, runs) }])
  } finally {
    await services.close()
  }
}

interface Run {
  readonly services: Services
  readonly sources: string
  readonly folder: string
  readonly number: number
  readonly random: Random
}

async function oneRun({ services, sources, folder, number, random }: Run): Promise<SuiteResult> {
  const home = join(folder, `library-${number}`)
  mkdirSync(home)
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ caps: { dayUsd: '50.00' } }))
  const service = number % 2 === 0 ? 'runflow' : 'aimlapi'
  const prompt = `clock ${number}`
  const { zone, at } = random.pick(moments)
  const jumps = Array.from({ length: 30 }, () => random.pick(jumpsMs))
  const environment = {
    ...services.environment,
    LIGHTBENCH_HOME: home,
    TZ: zone,
    FAULTS_START: String(Date.parse(at)),
    FAULTS_JUMPS: jumps.join(','),
    FAULTS_EVERY: String(random.int(80, 400)),
  }
  const args = [
    'edit',
    sources,
    '--model',
    models[service],
    '--prompt',
    prompt,
    '--out',
    join(folder, `out-${number}`),
    '--no-metadata',
    '--yes',
    '--json',
  ]
  const startedMs = performance.now()
  const run = await runCli(args, {
    environment,
    nodeArguments: ['--import', shifted],
    onStart: (child) => sleepAWhile(child, random),
  })
  const tookMs = performance.now() - startedMs
  const violations: string[] = []
  if (run.exitCode !== 0) violations.push(lastWords(run))
  if (tookMs > mostMs) violations.push(`took ${Math.round(tookMs)} ms`)
  const inspection = (await services.inspect())[service]
  const paid = inspection.paid.filter((request) => request.prompt === prompt)
  if (paid.length !== items) violations.push(`${paid.length} requests were accepted for ${items} pictures`)
  const library = readLibrary(home)
  if (library !== null) violations.push(...judgeStanding(library), ...judgeMoney(library, paid).violations)
  return {
    counts: { 'real runs': 1, 'accepted requests': paid.length },
    violations: violations.map((said) => `run ${number} (${service}, ${zone} ${at}): ${said}`),
  }
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

/** More requests than this is a storm. */
async function judgeStorm(services: Services, batches: number): Promise<string[]> {
  const { runflow, aimlapi } = await services.inspect()
  const made = runflow.requests.length + aimlapi.requests.length
  const most = batches * items * mostRequestsEach
  return made > most ? [`${made} requests were made for ${batches * items} pictures`] : []
}
