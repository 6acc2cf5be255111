import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { judgeTorn } from '../judge/judge-files.ts'
import { judgeStanding } from '../judge/judge-standing.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import type { Random } from '../random.ts'
import { lastWords, runCli, wasKilled, type CliOptions, type CliRun } from '../support/cli-run.ts'

export interface ChainOptions {
  readonly folder: string
  readonly sources: string
  readonly model: string
  readonly prompt: string
  readonly kills: number
  readonly isPlain: boolean
  readonly environment: Readonly<Record<string, string>>
  readonly random: Random
}

export interface ChainEnd {
  readonly home: string
  readonly out: string
  readonly kills: number
  /** How many of the kills met an item in each status. */
  readonly killedIn: Readonly<Record<string, number>>
  readonly last: CliRun
  readonly violations: readonly string[]
}

/** So many lines an item makes on its way at least. */
const linesPerItem = 7

/** One library: its batch is killed again and again at random moments, resumed each time, and at last left to end. */
export async function runChain(options: ChainOptions): Promise<ChainEnd> {
  const { folder, sources, random } = options
  const [home, out] = [join(folder, 'home'), join(folder, 'out')]
  const cli: CliOptions = { environment: { ...options.environment, LIGHTBENCH_HOME: home } }
  const edit = ['edit', sources, '--model', options.model, '--prompt', options.prompt, '--out', out, '--yes', '--json']
  const begin = options.isPlain ? [...edit, '--no-metadata'] : edit
  const [killedIn, violations, whole] = [new Map<string, number>(), [] as string[], new Set<string>()]
  const total = readdirSync(sources).length
  let kills = 0
  let library: LibraryState | null = null
  for (let round = 0; kills < options.kills; round += 1) {
    const left = isBegun(library) ? countLeft(library) : total
    if (left === 0) break
    const moment = pickMoment(random, (left * linesPerItem) / (options.kills - kills + 1))
    const run = await runCli(isBegun(library) ? ['resume', '--json'] : begin, { ...cli, ...killAt(moment) })
    library = readLibrary(home)
    if (library !== null) violations.push(...judgeStanding(library), ...(await judgeTorn(out, whole)))
    if (wasKilled(run)) {
      kills += 1
      if (library !== null) countStatuses(library, killedIn)
    } else if (run.exitCode !== 0 && run.exitCode !== 5) {
      // Whatever ended it would end it again and again.
      violations.push(`Round ${round} ended by itself: ${lastWords(run)}`)
      break
    }
  }
  const last = await runCli(isBegun(library) ? ['resume', '--json'] : begin, cli)
  return { home, out, kills, killedIn: Object.fromEntries(killedIn), last, violations }
}

interface Moment {
  readonly afterLines: number
  readonly thenMs: number
  /** Counted from the start of the process, for a death before anything is said. */
  readonly afterMs: number | null
}

function pickMoment(random: Random, linesForEach: number): Moment {
  return {
    afterLines: random.int(1, Math.max(2, Math.round(linesForEach * 2))),
    thenMs: random.chance(0.5) ? 0 : random.int(0, 40),
    afterMs: random.chance(0.08) ? random.int(150, 900) : null,
  }
}

function killAt({ afterLines, thenMs, afterMs }: Moment): Pick<CliOptions, 'onStart' | 'onLine'> {
  if (afterMs !== null) return { onStart: (child) => void setTimeout(() => child.kill('SIGKILL'), afterMs) }
  return {
    onLine: (count, child) => {
      if (count === afterLines) setTimeout(() => child.kill('SIGKILL'), thenMs)
    },
  }
}

function isBegun(library: LibraryState | null): library is LibraryState {
  return library !== null && library.batches > 0
}

const ended = new Set(['done', 'unresolved', 'failed', 'cancelled'])

function countLeft({ items }: LibraryState): number {
  return items.filter(({ status }) => !ended.has(status)).length
}

function countStatuses({ items }: LibraryState, into: Map<string, number>): void {
  for (const status of new Set(items.map((item) => item.status))) into.set(status, (into.get(status) ?? 0) + 1)
}
