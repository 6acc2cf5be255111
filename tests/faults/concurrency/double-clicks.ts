import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseUsd } from '../../../shared/domain/money.ts'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { readLibrary } from '../judge/read-library.ts'
import type { Random } from '../random.ts'
import { runCli, type CliRun } from '../support/cli-run.ts'
import { models } from '../support/stored-batch.ts'
import type { SuiteResult } from '../suite.ts'
import { judgeEnd } from './judge.ts'
import { judgeRun } from './races.ts'
import { prices, type Setting } from './setting.ts'
import { addPictures, openWindow, quote, type Window, type Wish } from './window.ts'

const rounds = 4

/**
 * Two windows on one library and a command line beside them, and whatever can be pressed is pressed twice at once, while
 * the service refuses some requests, leaves some without an answer, and a cap of the day is in the way.
 */
export async function clickTwice(setting: Setting, random: Random, round: number): Promise<SuiteResult> {
  const { services, sources, pictures, variant } = setting
  const home = join(setting.folder, `clicks ${round}`, 'home')
  const [out, prompt] = [join(home, '..', 'out'), `make it warm, clicks ${round}`]
  const service = random.pick(['runflow', 'aimlapi'] as const)
  await spoilSome(setting, service, random)
  const dayUsd = (random.int(2, pictures) * prices[service]).toFixed(3)
  limitDay(home, dayUsd)
  const environment = { ...services.environment, ...variant.environment, LIGHTBENCH_HOME: home, FAULTS_AT_ONCE: '3' }
  const window = await openWindow(home, environment)
  const cli = (...args: string[]): Promise<CliRun> =>
    runCli([...args, '--json'], { environment, nodeArguments: variant.nodeArguments ?? [] })
  const game: Game = { window, cli, random, violations: [], agreedAgain: new Set(), clicks: 0 }
  try {
    await addPictures(window, sources, pictures)
    await play(game, { wish: { model: models[service], prompt, out }, home, dayUsd })
    await services.command([{ service, rule: 'clear' }])
    await window.call('settings:write', { caps: { dayUsd: null, monthUsd: null, batchUsd: null } })
    await finishAll(game)
  } finally {
    await window.leave()
  }
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const { agreedAgain, clicks } = game
  const violations = [...game.violations, ...window.bugs, ...(await judgeEnd({ home, out, paid, agreedAgain }))]
  return {
    counts: { 'double clicks': clicks, charges: paid.length },
    violations: violations.map((violation) => `clicks ${round}, ${service}: ${violation}`),
  }
}

function limitDay(home: string, dayUsd: string): void {
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ caps: { dayUsd } }))
}

interface Playing {
  readonly wish: Wish
  readonly home: string
  readonly dayUsd: string
}

async function play(game: Game, { wish, home, dayUsd }: Playing): Promise<void> {
  const { window, violations } = game
  await begin(game, [await quote(window, wish), await quote(window, wish)])
  for (let press = 0; press < rounds; press += 1) {
    await pressTwice(game)
    await window.rests()
    violations.push(...judgeHeld(home, parseUsd(dayUsd)))
  }
}

interface Game {
  readonly window: Window
  readonly cli: (...args: string[]) => Promise<CliRun>
  readonly random: Random
  readonly violations: string[]
  readonly agreedAgain: Set<string>
  clicks: number
}

/** One request is taken and not answered, one is refused. */
async function spoilSome({ services, pictures }: Setting, service: 'runflow' | 'aimlapi', random: Random) {
  const spoiled = { service, rule: 'nth', request: 'submit' } as const
  await services.command([
    { service, rule: 'clear' },
    { ...spoiled, n: random.int(1, pictures), scenarios: [{ kind: 'drop', when: 'after' }] },
    { ...spoiled, n: random.int(1, pictures), scenarios: [{ kind: 'status', status: 400, when: 'before' }] },
  ])
}

/** Both windows have a quote for the same pictures; each yes is given twice, and all of them at once. */
async function begin(game: Game, [one, other]: readonly [string, string]): Promise<void> {
  const { window, random, violations } = game
  const order = random.shuffle([one, one, other, other])
  const replies = await Promise.all(order.map((planId) => window.ask('plan:run', { planId })))
  game.clicks += 2
  for (const planId of [one, other]) {
    const own = replies.filter((_, index) => order[index] === planId)
    const batches = new Set(own.map((reply) => (reply.ok ? reply.value.batchId : reply.error.message)))
    if (batches.size !== 1 || !own.every(({ ok }) => ok))
      violations.push(`A yes given twice was answered with ${[...batches].join(' and ')}`)
  }
}

const presses = ['batches:resume', 'batches:retry', 'batches:resolve', 'look', 'batches:pause', 'command line'] as const

/** The same button of one batch in both windows, and at times another one, or the command line, at the same moment. */
async function pressTwice(game: Game): Promise<void> {
  const { window, random, violations } = game
  const { rows } = await window.call('batches:list', { before: null, limit: 10 })
  const batch = random.pick(rows)
  const first = random.pick(presses)
  const third = random.pick(presses)
  game.clicks += 1
  noteAgreed(game, batch)
  const pressed = await Promise.all([press(game, batch, first), press(game, batch, first), press(game, batch, third)])
  violations.push(...pressed.flat())
}

async function press(
  { window, cli }: Game,
  { id, number }: BatchRow,
  what: (typeof presses)[number],
): Promise<string[]> {
  if (what === 'command line') return judgeRun(await cli('resume', String(number))).map((said) => `resume: ${said}`)
  const all = { id, items: null }
  const reply = await {
    'batches:resume': () => window.ask('batches:resume', { id }),
    'batches:pause': () => window.ask('batches:pause', { id }),
    'batches:retry': () => window.ask('batches:retry', { ...all, prompt: null }),
    'batches:resolve': () => window.ask('batches:resolve', { ...all, decision: 'send-again' }),
    look: () => window.ask('batches:resolve', { ...all, decision: 'look-again' }),
  }[what]()
  // Another process may have the library, and a batch may be finished.
  const isForeseen = reply.ok || ['library-busy', 'invalid-request'].includes(reply.error.code)
  return isForeseen ? [] : [`${what}: ${reply.error.code}: ${reply.error.message}`]
}

/** Whoever sends again agrees to a second charge, once for each item however often it is pressed. */
function noteAgreed({ window, agreedAgain }: Game, { id }: BatchRow): void {
  for (const { item } of window.app.engine.views.items(id, ['unresolved'])) agreedAgain.add(item.id)
}

/** Nothing holds more than the cap of the day while it stands. */
function judgeHeld(home: string, cap: number | null): string[] {
  const library = readLibrary(home)
  if (library === null || cap === null) return []
  return [...library.spend]
    .filter(([scope, { reserved, charged }]) => scope.startsWith('paid:day:') && reserved + charged > cap)
    .map(([scope, { reserved, charged }]) => `${scope} uses ${reserved + charged} of ${cap}`)
}

function needsMore({ status, counts }: BatchRow): boolean {
  return status !== 'done' || (counts.failed ?? 0) > 0
}

/** The service works and no cap is left: everything can come to its end. */
async function finishAll(game: Game): Promise<void> {
  const { window } = game
  for (let round = 0; round < 3; round += 1) {
    const { rows } = await window.call('batches:list', { before: null, limit: 10 })
    for (const batch of rows.filter(needsMore)) {
      noteAgreed(game, batch)
      for (const what of ['batches:resolve', 'batches:retry', 'batches:resume'] as const) {
        game.violations.push(...(await press(game, batch, what)))
        await window.rests()
      }
    }
  }
  const { rows } = await window.call('batches:list', { before: null, limit: 10 })
  for (const { number, status, pause } of rows)
    if (status !== 'done') game.violations.push(`Batch ${number} ends as ${status}: ${pause?.message}`)
}
