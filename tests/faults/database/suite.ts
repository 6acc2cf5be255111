import type { ChildProcess } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import PQueue from 'p-queue'
import type { ScenarioCommand } from '../../../electron/practice/scenario-command.ts'
import { readLibrary, type LibraryState } from '../judge/read-library.ts'
import { createRandom } from '../random.ts'
import { hasCrashed, lastWords, runCli, type CliRun } from '../support/cli-run.ts'
import { startServices, type Services } from '../support/services.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { randomDamage, wholeDamages, type Damage } from './damages.ts'
import { reindexResults } from './reindex.ts'
import { makeTemplate, type Template } from './template.ts'

const mostMs = 60_000

export interface DatabasePlan {
  /** How many random damages besides the ones that are tried once. */
  readonly random: number
  readonly whole?: readonly Damage[]
}

export const databaseSuite: Suite = {
  name: 'database',
  promise:
    'A damaged, locked or newer library ends in a sentence, never in a crash, and never makes anybody pay twice.',
  run: (options) => runDatabase({ random: options.isNight ? 100 : 8 }, options),
}

export function runDatabase(plan: DatabasePlan, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  return inWorkplace('database', async (folder) => {
    const services = await startServices({ delayMs: 20 })
    try {
      const template = await makeTemplate(folder, services)
      await services.command([atOnce])
      const paidBefore = await paidKeys(services)
      const random = createRandom(seed)
      const damages = [
        ...(plan.whole ?? wholeDamages),
        ...Array.from({ length: plan.random }, (_, number) => randomDamage(random.fork(`damage ${number}`))),
      ]
      const queue = new PQueue({ concurrency: 6 })
      const ends = await queue.addAll(damages.map((damage, number) => () => tryOne({ template, damage, number })))
      return mergeResults([
        ...ends.map(({ result }) => result),
        await judgePaid(services, { template, paidBefore, ends }),
        await reindexResults(folder, services, template),
      ])
    } finally {
      await services.close()
    }
  })
}

/** From now on runs end before anybody waits for them: damage has nothing to do with waiting. */
const atOnce: ScenarioCommand = {
  service: 'runflow',
  rule: 'always',
  request: 'submit',
  scenarios: [{ kind: 'run', queuedMs: 0, runningMs: 0 }],
}

interface Trial {
  readonly template: Template
  readonly damage: Damage
  readonly number: number
}

interface End {
  readonly damage: Damage
  /** What the library says afterwards; null where it was refused. */
  readonly state: LibraryState | null
  readonly result: SuiteResult
}

/** Damages a copy, looks at it and goes on with it as somebody would who noticed nothing. */
async function tryOne({ template, damage, number }: Trial): Promise<End> {
  const { home, environment } = template.copy(`case-${number}`)
  const end = damage.apply(home)
  const runs: CliRun[] = []
  try {
    for (const args of [
      ['history', 'list', '--json'],
      ['resume', '--json'],
      ['verify', '--json'],
    ])
      runs.push(await runCli(args, { environment, onStart: endInTime }))
  } finally {
    end?.()
  }
  const refused = runs.filter((run) => refusal(run) !== null)
  const violations = runs.flatMap((run) => judgeRun(run))
  if (damage.isNoticed && refused.length < runs.length)
    violations.push(`was not noticed: ${runs.map(lastWords).join(' ')}`)
  const isDamaged = refused.some((run) => refusal(run)?.['code'] === 'library-damaged')
  if (isDamaged) violations.push(...(await restore(home, environment, refused)))
  const isRefused = refused.length === runs.length
  const state = isRefused ? null : readIfPossible(home)
  if (violations.length === 0) rmSync(home, { recursive: true, force: true })
  const what = isRefused ? 'refused' : refused.length > 0 ? 'refused at some commands' : 'went on'
  const result = {
    counts: { damages: 1, [what]: 1, ...(isDamaged ? { 'restored from the backup': 1 } : {}) },
    violations: violations.map((violation) => `case ${number}, ${damage.name}: ${violation}`),
  }
  return { damage, state, result }
}

/** Some damage lets commands through that do not meet it. */
function readIfPossible(home: string): LibraryState | null {
  try {
    return readLibrary(home)
  } catch {
    return null // What was done with it is known by the service.
  }
}

/** A process that waits for ever is killed, and then counts as one that crashed. */
function endInTime(child: ChildProcess): void {
  setTimeout(() => child.kill('SIGKILL'), mostMs).unref()
}

/** A process ends by itself, with one of its own exit codes and without a trace of its insides. */
function judgeRun(run: CliRun): string[] {
  const found: string[] = []
  if (run.exitCode === null || hasCrashed(run)) found.push(`crashed: ${lastWords(run)}`)
  if (/\n\s+at .+:\d+:\d+/.test(run.errors)) found.push(`showed its insides: ${run.errors.slice(-600)}`)
  const said = run.lines.findLast((line) => line['type'] === 'error')
  if (run.exitCode === 1 && said === undefined) found.push(`failed without a sentence: ${lastWords(run)}`)
  if (said?.['code'] === 'unexpected') found.push(`was not foreseen: ${lastWords(run)}`)
  return found
}

const refusals: ReadonlySet<unknown> = new Set([
  'library-damaged',
  'library-newer',
  'library-busy',
  'output-unwritable',
])

/** The sentence of a library that could not be used. */
function refusal({ lines }: CliRun): Readonly<Record<string, unknown>> | null {
  return lines.findLast((line) => line['type'] === 'error' && refusals.has(line['code'])) ?? null
}

/** Whoever follows the sentence has a library again. */
async function restore(
  home: string,
  environment: Readonly<Record<string, string>>,
  refused: readonly CliRun[],
): Promise<string[]> {
  const sentences = refused.map((run) => JSON.stringify(refusal(run)?.['message'] ?? ''))
  const named = sentences
    .map((sentence) => /The newest backup is (.+?\.db)\./.exec(sentence)?.[1])
    .find((path) => path !== undefined)
  if (named === undefined) return [`named no backup: ${sentences.join(' ')}`]
  for (const ending of ['', '-wal', '-shm']) rmSync(join(home, `library.db${ending}`), { recursive: true, force: true })
  copyFileSync(named, join(home, 'library.db'))
  const run = await runCli(['history', 'list', '--json'], { environment })
  const isThere = run.exitCode === 0 && (readLibrary(home)?.batches ?? 0) > 0
  return isThere ? [] : [`could not be restored from ${named}: ${lastWords(run)}`]
}

async function paidKeys(services: Services): Promise<ReadonlySet<string>> {
  return new Set((await services.inspect()).runflow.paid.map((request) => request.idempotencyKey ?? ''))
}

interface Judged {
  readonly template: Template
  readonly paidBefore: ReadonlySet<string>
  readonly ends: readonly End[]
}

/** No item that was paid for before the damage is paid for again by a library that still knows of it. */
async function judgePaid(services: Services, { template, paidBefore, ends }: Judged): Promise<SuiteResult> {
  const paidItems = new Set(
    template.state.attempts.filter(({ id }) => paidBefore.has(id)).map(({ item_id }) => item_id),
  )
  const paid = await paidKeys(services)
  const known = new Set(ends.flatMap(({ state }) => state?.attempts.map(({ id }) => id) ?? []))
  const violations = [...paid]
    .filter((key) => !paidBefore.has(key) && !known.has(key))
    .map((key) => `Request ${key} is in no library that went on`)
  let again = 0
  for (const { damage, state } of ends) {
    const doubled = (state?.attempts ?? []).filter(
      ({ id, item_id }) => paid.has(id) && !paidBefore.has(id) && paidItems.has(item_id),
    )
    if (damage.forgets === true) again += doubled.length
    else violations.push(...doubled.map(({ item_id }) => `${damage.name}: item ${item_id} was paid for again`))
  }
  return {
    counts: { 'paid for before the damage': paidItems.size, 'sent again because the entry itself was gone': again },
    violations,
  }
}
