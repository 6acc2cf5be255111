import { join } from 'node:path'
import { mkdirSync } from 'node:fs'
import PQueue from 'p-queue'
import { createPixels, judgeFiles, type Pixels } from '../judge/judge-files.ts'
import { judgeMoney } from '../judge/judge-money.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { createRandom, type Random } from '../random.ts'
import { lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { makeSources } from '../support/pictures.ts'
import { startServices, type Services } from '../support/services.ts'
import { models } from '../support/stored-batch.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { runChain, type ChainEnd } from './chain.ts'

export interface KillPlan {
  readonly chains: number
  readonly itemsEach: number
  readonly killsEach: number
}

/** Statuses in which money is held, spent or about to be. `accepted` lasts microseconds: crash-points dies in it. */
const deadly = ['preparing', 'reserved', 'submitting', 'waiting', 'fetching', 'finishing']

export const killSuite: Suite = {
  name: 'kill',
  promise: 'Whenever the process dies, nobody pays twice and nothing paid for is lost.',
  run: async (options) => {
    const plan = options.isNight
      ? { chains: 14, itemsEach: 250, killsEach: 30 }
      : { chains: 12, itemsEach: 250, killsEach: 18 }
    const result = await runKills(plan, options)
    return { ...result, violations: [...result.violations, ...tooFew(result.counts)] }
  },
}

const leastKills = 200
const leastKillsInEach = 10

/** Too few kills prove nothing, and neither does a status that was hardly ever met by one. */
function tooFew(counts: SuiteResult['counts']): string[] {
  const kills = counts['kills'] ?? 0
  return [
    ...(kills < leastKills ? [`Only ${kills} kills`] : []),
    ...deadly
      .filter((status) => (counts[`killed in ${status}`] ?? 0) < leastKillsInEach)
      .map((status) => `Fewer than ${leastKillsInEach} kills met an item that was ${status}`),
  ]
}

export function runKills(plan: KillPlan, { seed, say }: SuiteOptions): Promise<SuiteResult> {
  return inWorkplace('kill', async (folder) => {
    const services = await startServices({ delayMs: 60 })
    const sources = await makeSources(join(folder, 'sources'), plan.itemsEach)
    const context = { folder, services, sources, pixels: createPixels(), plan }
    const queue = new PQueue({ concurrency: 4 })
    try {
      const numbers = Array.from({ length: plan.chains }, (_, number) => number)
      const results = await queue.addAll(
        numbers.map((number) => () => oneLibrary(context, number, createRandom(seed).fork(`chain ${number}`))),
      )
      const { problems } = await services.inspect()
      if (problems.length > 0) say(`The practice services had problems: ${problems.join('; ')}`)
      return mergeResults(results)
    } finally {
      await services.close()
    }
  })
}

interface Context {
  readonly folder: string
  readonly services: Services
  readonly sources: string
  readonly pixels: Pixels
  readonly plan: KillPlan
}

async function oneLibrary(context: Context, number: number, random: Random): Promise<SuiteResult> {
  const { plan, services, sources } = context
  const folder = join(context.folder, `library-${number}`)
  mkdirSync(folder)
  const service = number % 2 === 0 ? 'runflow' : 'aimlapi'
  // What is under way is done again after each death, so that more would only take longer.
  const atOnce = service === 'runflow' ? '12' : '5'
  // A third has Perl, of both services: there ExifTool starts anew after each death. The others are machines without it.
  const perl = number % 6 < 2 ? {} : { FAULTS_NO_PERL: 'yes' }
  const environment = { ...services.environment, ...perl, FAULTS_AT_ONCE: atOnce }
  const end = await runChain({
    folder,
    sources,
    model: models[service],
    prompt: `make it warm, library ${number}`,
    kills: plan.killsEach,
    isPlain: random.chance(0.5),
    environment,
    random,
  })
  return judgeEnd(context, { number, service, end, environment })
}

interface Ended {
  readonly number: number
  readonly service: keyof typeof models
  readonly end: ChainEnd
  readonly environment: Readonly<Record<string, string>>
}

async function judgeEnd(
  { services, pixels }: Context,
  { number, service, end, environment }: Ended,
): Promise<SuiteResult> {
  const prompt = `make it warm, library ${number}`
  const expected = service === 'runflow' ? [0] : [0, 5]
  const violations = [...end.violations]
  if (!expected.includes(end.last.exitCode ?? -1)) violations.push(`The last resume: ${lastWords(end.last)}`)
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const library = readLibrary(end.home)
  if (library === null) return { counts: {}, violations: [`Library ${number} is gone`] }
  const money = judgeMoney(library, paid)
  violations.push(...judgeStanding(library), ...money.violations, ...(await judgeFiles(library, end, pixels)))
  const sentAgain =
    money.unresolved === 0 ? 0 : await sendUnresolvedAgain(services, { number, end, environment, service }, violations)
  const { length: items } = library.items
  const doubled = money.doubleCharges
  return {
    counts: {
      kills: end.kills,
      items,
      charges: paid.length,
      'double charges': doubled,
      unresolved: money.unresolved,
      'sent again after a yes': sentAgain,
      ...Object.fromEntries(deadly.map((status) => [`killed in ${status}`, end.killedIn[status] ?? 0])),
    },
    violations: violations.map((violation) => `library ${number} (${service}): ${violation}`),
  }
}

/** Looking again sends nothing; only a yes does, and then once for each. */
async function sendUnresolvedAgain(
  services: Services,
  { number, end, environment }: Ended,
  violations: string[],
): Promise<number> {
  const prompt = `make it warm, library ${number}`
  const cli = { environment: { ...environment, LIGHTBENCH_HOME: end.home } }
  const countPaid = async (): Promise<number> =>
    (await services.inspect()).aimlapi.paid.filter((request) => request.prompt === prompt).length
  const before = await countPaid()
  const looked = await runCli(['resolve', '1'], cli)
  if ((await countPaid()) !== before) violations.push('Looking again after unanswered requests sent something')
  const library = readLibrary(end.home)
  if (library !== null) violations.push(...judgeListed(library, looked))
  const unresolved = library?.items.filter(({ status }) => status === 'unresolved') ?? []
  const again = await runCli(['resolve', '1', '--resend', '--yes', '--json'], cli)
  if (again.exitCode !== 0) violations.push(`Sending again: ${lastWords(again)}`)
  const sent = (await countPaid()) - before
  if (sent !== unresolved.length) violations.push(`A yes to ${unresolved.length} requests sent ${sent}`)
  return sent
}

/** Whoever looks is told what all unanswered requests may cost together, and each of the first of them. */
function judgeListed({ attempts }: LibraryState, looked: CliRun): string[] {
  const open = attempts.filter(({ state }) => state === 'unresolved')
  if (open.length === 0) return []
  const sum = open.reduce((total, { price_nano }) => total + price_nano, 0)
  // Long lines are wrapped.
  const said = looked.words.join(' ').replaceAll(/\s+/g, ' ')
  const isSaid =
    said.includes(`may cost up to ${usd(sum)} more`) && said.includes(`(up to ${usd(open[0]?.price_nano ?? 0)})`)
  return isSaid ? [] : [`${open.length} requests may cost ${usd(sum)}, and it said: ${said.slice(-600)}`]
}

function usd(nanos: number): string {
  return `$${(nanos / 1e9).toFixed(9).replace(/0{1,7}$/, '')}`
}
