import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import PQueue from 'p-queue'
import { createRandom } from '../random.ts'
import { cliEntry } from '../support/built.ts'
import { findTool, missing } from '../support/tools.ts'
import { findWords, inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { situations, type Situation } from './situations.ts'

export const keychainSuite: Suite = {
  name: 'keychain',
  promise: 'However the key store is, the program starts, says how it is, and writes no key in plain text.',
  timing: 'waits',
  run: (options) => runKeychain(situations, { ...options, isAlone: true }),
}

const probe = new URL('probe.ts', import.meta.url).pathname
const keyLife = new URL('key-life.ts', import.meta.url).pathname
const node = [process.execPath, '--disable-warning=ExperimentalWarning']
const packages: Readonly<Record<string, string>> = {
  'dbus-run-session': 'dbus-daemon',
  'dbus-test-tool': 'dbus-tests',
  'gnome-keyring-daemon': 'gnome-keyring',
}
/** A start may take so much longer than one just before in which no key store was near. */
const mostDelayMs = 2_000
const mostWriteMs = 50
/** Most of each situation is waiting for an answer that does not come. */
const atOnce = 2

interface KeychainOptions extends Pick<SuiteOptions, 'seed'> {
  /** Whether nothing else goes on, so that times say something. */
  readonly isAlone: boolean
}

export function runKeychain(chosen: readonly Situation[], { seed, isAlone }: KeychainOptions): Promise<SuiteResult> {
  const canary = `canary-key-${createRandom(seed).bytes(12).toString('hex')}`
  return inWorkplace('keychain', async (folder) => {
    const meetOne = (situation: Situation, index: number) => async (): Promise<SuiteResult> => {
      const absent = situation.tools.filter((tool) => findTool(tool) === null)
      if (absent.length > 0) return { counts: {}, violations: [], skipped: [skip(situation, absent)] }
      return meet(situation, join(folder, String(index)), { canary, isAlone })
    }
    return mergeResults(await new PQueue({ concurrency: atOnce }).addAll(chosen.map(meetOne)))
  })
}

function skip({ name }: Situation, tools: readonly string[]): string {
  return `“${name}”: ${tools.map((tool) => missing(tool, packages[tool])).join('; ')}`
}

interface Probed {
  readonly gotMs: number
  readonly slowestMs: number
  /** The same before the key store was asked. */
  readonly usualSlowestMs: number
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
  readonly isAlone: boolean
}

async function meet(
  situation: Situation,
  folder: string,
  { canary, isAlone }: Pick<Meeting, 'canary' | 'isAlone'>,
): Promise<SuiteResult> {
  mkdirSync(join(folder, 'run'), { recursive: true, mode: 0o700 })
  const environment = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_RUNTIME_DIR: join(folder, 'run') }
  const run: RunIn = async (words) => {
    const options = { env: { ...environment, LIGHTBENCH_HOME: join(folder, 'library') }, timeout: 120_000 }
    return (await promisify(execFile)('sh', ['-c', situation.shell, 'sh', ...node, ...words], options)).stdout
  }
  const meeting = { situation, run, folder, environment, canary, isAlone }
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
async function judgeCalls({ situation, run, canary, isAlone }: Meeting): Promise<string[]> {
  const { expected, limitMs = usualLimitMs, leastMs = 0 } = situation
  const ask = async (mostMs: number): Promise<Probed & Calls> =>
    JSON.parse(await run([probe, canary, String(mostMs)])) as Probed & Calls
  const probed = await ask(limitMs)
  const violations = Object.entries(expected).flatMap(([call, outcome]) => {
    const found = probed[call as keyof Calls] // Object.entries forgets the key type.
    return outcome.test(found) ? [] : [`${call} came to “${found}”`]
  })
  if (probed.gotMs < leastMs) violations.push(`The first answer took only ${Math.round(probed.gotMs)} ms`)
  if (!isAlone) return violations
  let first: Probed | null = probed
  const slowMs = await leastOf(async () => {
    const { slowestMs, usualSlowestMs } = first ?? (await ask(Math.min(limitMs, 1_000)))
    first = null
    return slowestMs - usualSlowestMs
  }, mostWriteMs)
  if (slowMs > mostWriteMs) violations.push(`A write or a timer took ${Math.round(slowMs)} ms longer than usual`)
  return violations
}

async function judgeStart({ run, folder, environment, isAlone }: Meeting): Promise<string[]> {
  if (!isAlone) return []
  const open = [cliEntry(false), 'history', 'list', '--json']
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
