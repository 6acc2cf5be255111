import { join } from 'node:path'
import { createRandom, type Random } from '../random.ts'
import { createPixels, judgeFiles } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices, type Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'

export const concurrencySuite: Suite = {
  name: 'concurrency',
  promise: 'Several processes on one library send nothing twice and pass no cap.',
  run: (options) => runConcurrency(options.isNight ? 30 : 3, options),
}

const items = 12

export function runConcurrency(rounds: number, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  return inWorkplace('concurrency', async (folder) => {
    const services = await startServices({ delayMs: 20 })
    try {
      const sources = await makeSources(join(folder, 'sources'), items)
      const results: SuiteResult[] = []
      for (let round = 0; round < rounds; round += 1) {
        const random = createRandom(seed).fork(`round ${round}`)
        results.push(await race({ folder: join(folder, String(round)), services, sources, random, round }))
      }
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

interface Race {
  readonly folder: string
  readonly services: Services
  readonly sources: string
  readonly random: Random
  readonly round: number
}

/** The same pictures with the same request from two to four processes at once, one of them perhaps killed on the way. */
async function race({ folder, services, sources, random, round }: Race): Promise<SuiteResult> {
  const [home, out, prompt] = [join(folder, 'home'), join(folder, 'out'), `make it warm, round ${round}`]
  const service = random.pick(['runflow', 'aimlapi'] as const)
  const processes = random.int(2, 4)
  const room = random.int(3, items)
  const price = service === 'runflow' ? 0.04 : 0.105
  const environment = { ...services.environment, LIGHTBENCH_HOME: home, FAULTS_AT_ONCE: '4' }
  const edit = ['edit', sources, '--model', models[service], '--prompt', prompt, '--out', out, '--yes', '--json']
  const started = Array.from({ length: processes }, (_, index) => {
    const isKilled = index === 0 && random.chance(0.5)
    const killAt = random.int(5, 40)
    return runCli(index % 2 === 0 ? [...edit, '--cap', String(room * price)] : edit, {
      environment,
      onLine: (count, child) => {
        if (isKilled && count === killAt) child.kill('SIGKILL')
      },
    })
  })
  const runs = await Promise.all(started)
  runs.push(
    ...(await Promise.all([
      runCli(['resume', '--json'], { environment }),
      runCli(['resume', '--json'], { environment }),
    ])),
  )
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const library = readLibrary(home)
  if (library === null) return { counts: {}, violations: ['There is no library'] }
  const violations = [
    ...judgeStanding(library),
    ...judgeMoney(library, paid).violations,
    ...judgeOncePerPicture(library),
    ...judgeCaps(home, library),
    ...(await judgeFiles(library, { home, out }, createPixels())),
    ...runs.flatMap(judgeRun),
  ]
  const where = `round ${round}, ${service}, ${processes} processes`
  return {
    counts: { races: 1, processes: runs.length, charges: paid.length },
    violations: violations.map((violation) => `${where}: ${violation}`),
  }
}

/** Two batches ask for the same; the second finds what the first has or has begun. */
function judgeOncePerPicture({ items: rows, attempts }: LibraryState): string[] {
  const itemSource = new Map(rows.map(({ id, source }) => [id, source]))
  const charged = attempts.filter(({ cost_nano }) => cost_nano !== null && cost_nano > 0)
  const counts = new Map<string, number>()
  for (const { item_id } of charged) {
    const source = itemSource.get(item_id) ?? ''
    counts.set(source, (counts.get(source) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count > 1).map(([source, count]) => `${source} was charged ${count} times`)
}

function judgeCaps(home: string, library: LibraryState): string[] {
  const found: string[] = []
  for (const { id, cap } of library.caps) {
    const { reserved, charged } = library.spend.get(`paid:batch:${id}`) ?? { reserved: 0, charged: 0 }
    if (cap !== null && reserved + charged > cap) found.push(`A batch of ${home} uses ${reserved + charged} of ${cap}`)
  }
  return found
}

function judgeRun(run: CliRun): string[] {
  return run.exitCode === 1 || run.exitCode === 2 ? [`A process ended with ${lastWords(run)}`] : []
}
