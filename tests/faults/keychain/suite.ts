import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createRandom } from '../random.ts'
import { findTool, missing } from '../support/tools.ts'
import { findWords, inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { situations, type Situation } from './situations.ts'

export const keychainSuite: Suite = {
  name: 'keychain',
  promise: 'However the key store is, the program starts, says how it is, and writes no key in plain text.',
  run: (options) => runKeychain(situations, options),
}

const probe = new URL('probe.ts', import.meta.url).pathname
const keyLife = new URL('key-life.ts', import.meta.url).pathname
const cli = new URL('../support/cli.ts', import.meta.url).pathname
const node = [process.execPath, '--disable-warning=ExperimentalWarning']
const packages: Readonly<Record<string, string>> = {
  'dbus-run-session': 'dbus-daemon',
  'dbus-test-tool': 'dbus-tests',
  'gnome-keyring-daemon': 'gnome-keyring',
}
/** A start may take so much longer than one just before in which no key store was near. */
const mostDelayMs = 2_000
const mostWriteMs = 50

export function runKeychain(chosen: readonly Situation[], { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  const canary = `canary-key-${createRandom(seed).bytes(12).toString('hex')}`
  return inWorkplace('keychain', async (folder) => {
    const results: SuiteResult[] = []
    for (const [index, situation] of chosen.entries()) {
      const absent = situation.tools.filter((tool) => findTool(tool) === null)
      if (absent.length > 0) results.push({ counts: {}, violations: [], skipped: [skip(situation, absent)] })
      else results.push(await meet(situation, join(folder, String(index)), canary))
    }
    return mergeResults(results)
  })
}

function skip({ name }: Situation, tools: readonly string[]): string {
  return `“${name}”: ${tools.map((tool) => missing(tool, packages[tool])).join('; ')}`
}

interface Probed {
  readonly gotMs: number
  readonly slowWriteMs: number
  /** The same before the key store was asked. */
  readonly usualWriteMs: number
}

type Calls = Record<keyof Situation['expected'], string>
/** Runs a script in the situation and gives back what it wrote. */
type RunIn = (words: readonly string[]) => Promise<string>

interface Meeting {
  readonly situation: Situation
  readonly run: RunIn
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
  readonly canary: string
}

async function meet(situation: Situation, folder: string, canary: string): Promise<SuiteResult> {
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 })
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_RUNTIME_DIR: join(folder, 'run') }
  const run: RunIn = async (words) => {
    const options = { env: { ...environment, LIGHTBENCH_HOME: join(folder, 'library') }, timeout: 120_000 }
    return (await promisify(execFile)('sh', ['-c', situation.shell, 'sh', ...node, ...words], options)).stdout
  }
  const meeting = { situation, run, folder, environment, canary }
  const violations = [...(await judgeCalls(meeting)), ...(await judgeStart(meeting)), ...(await judgeLife(meeting))]
  violations.push(...findWords(folder, [canary]).map((found) => `The key in plain text: ${found}`))
  return {
    counts: {
      situations: 1,
      'calls to key stores': 5,
      ...(situation.life === undefined
        ? {}
        : { 'batches with their key in the store': situation.life === 'whole' ? 3 : 1 }),
    },
    violations: violations.map((said) => `${situation.name}: ${said}`),
  }
}

/** The program’s own. */
const usualLimitMs = 5_000

/** Each call comes to what it must, and nothing else of the process is held up by it. */
async function judgeCalls({ situation, run, canary }: Meeting): Promise<string[]> {
  const { expected, limitMs = usualLimitMs, leastMs = 0 } = situation
  const ask = async (): Promise<Probed & Calls> =>
    JSON.parse(await run([probe, canary, String(limitMs)])) as Probed & Calls
  const probed = await ask()
  const violations = Object.entries(expected).flatMap(([call, outcome]) => {
    const found = probed[call as keyof Calls] // Object.entries forgets the key type.
    return outcome.test(found) ? [] : [`${call} came to “${found}”`]
  })
  if (probed.gotMs < leastMs) violations.push(`The first answer took only ${Math.round(probed.gotMs)} ms`)
  let first: Probed | null = probed
  const slowMs = await leastOf(async () => {
    const { slowWriteMs, usualWriteMs } = first ?? (await ask())
    first = null
    return slowWriteMs - usualWriteMs
  }, mostWriteMs)
  if (slowMs > mostWriteMs) violations.push(`A write took ${Math.round(slowMs)} ms longer than usual`)
  return violations
}

async function judgeStart({ run, folder, environment }: Meeting): Promise<string[]> {
  const open = [cli, 'history', 'list', '--json']
  const [program = '', ...flags] = node
  const openUsually = { env: { ...environment, LIGHTBENCH_HOME: join(folder, 'usual') } }
  const delayMs = await leastOf(async () => {
    const usualMs = await timed(() => promisify(execFile)(program, [...flags, ...open], openUsually))
    return (await timed(() => run(open))) - usualMs
  }, mostDelayMs)
  return delayMs > mostDelayMs ? [`The history took ${Math.round(delayMs)} ms longer than usual to open`] : []
}

async function judgeLife({ situation, run, folder }: Meeting): Promise<string[]> {
  if (situation.life === undefined) return []
  return JSON.parse(await run([keyLife, join(folder, 'life'), situation.life])) as string[]
}

const tries = 4

/** A machine with other work is slow once; a key store that holds things up does so every time. */
async function leastOf(measure: () => Promise<number>, enough: number): Promise<number> {
  let least = Infinity
  for (let tried = 0; tried < tries && least > enough; tried += 1) least = Math.min(least, await measure())
  return least
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}
