import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readLibrary } from '../judge/read-library.ts'
import type { Random } from '../random.ts'
import { runCli } from '../support/cli-run.ts'
import { models } from '../support/stored-batch.ts'
import type { SuiteResult } from '../suite.ts'
import { judgeEnd } from './judge.ts'
import { judgeRun } from './races.ts'
import { moments, ways, type CancelAt, type Setting } from './setting.ts'
import { addPictures, openWindow, quote, type Window } from './window.ts'

interface Game {
  readonly home: string
  readonly out: string
  readonly prompt: string
  readonly service: keyof typeof models
  readonly random: Random
  readonly environment: Readonly<Record<string, string>>
  readonly violations: string[]
  /** Items whose request may have been on its way when the cancel was answered; null where a later word counts. */
  sent: ReadonlySet<string> | null
}

function draw(random: Random): CancelAt {
  return { service: random.pick(['runflow', 'aimlapi']), how: random.pick(ways), status: random.pick(moments) }
}

/** A batch is cancelled at a random moment, by its own window or by that of another process; then the rest is wanted. */
export async function cancelAtOnce(setting: Setting, random: Random, round: number): Promise<SuiteResult> {
  const { services, sources, pictures, variant, cancelAt } = setting
  const folder = join(setting.folder, `cancel ${round}`)
  const { service, how, status } = cancelAt ?? draw(random)
  const [home, out, prompt] = [join(folder, 'home'), join(folder, 'out'), `make it warm, cancel ${round}`]
  const environment = { ...services.environment, ...variant.environment, LIGHTBENCH_HOME: home, FAULTS_AT_ONCE: '3' }
  const game: Game = { home, out, prompt, service, random, environment, violations: [], sent: null }
  mkdirSync(home, { recursive: true })
  const wish = { model: models[service], prompt, out }
  let window = await openWindow(home, environment)
  try {
    await addPictures(window, sources, pictures)
    if (how === 'another process runs it')
      await cancelElsewhere(game, window, { setting, planId: await quote(window, wish) })
    else await cancelOwn(game, window, { planId: await quote(window, wish), how, status })
    if (how === 'then left') {
      await window.leave()
      game.violations.push(...window.bugs)
      window = await openWindow(home, environment)
      await addPictures(window, sources, pictures)
    }
    await window.rests()
    game.violations.push(...(await judgeCancelled(game, setting)))
    await window.call('plan:run', { planId: await quote(window, wish) })
    await window.rests()
  } finally {
    await window.leave()
  }
  const violations = [...game.violations, ...window.bugs, ...(await judgeLast(game, setting, how))]
  const where = `cancel ${round}, ${service}, ${how}, when ${status}`
  return {
    counts: { cancels: 1 },
    violations: violations.map((violation) => `${where}: ${violation}`),
  }
}

/** Everything is wanted in the end, and each picture was paid for once. */
async function judgeLast(game: Game, { services, pictures }: Setting, how: CancelAt['how']): Promise<string[]> {
  const { home, out, service, prompt } = game
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  // What is left without an answer by a process that was told to leave waits for a decision.
  const left = readLibrary(home)?.items.filter((item) => item.status === 'unresolved').length ?? 0
  const isOdd = left > 0 && (how !== 'then left' || service === 'runflow')
  return [
    ...(isOdd ? [`${left} are left unresolved`] : []),
    ...(paid.length === pictures ? [] : [`${paid.length} requests were accepted for ${pictures} pictures`]),
    ...(await judgeEnd({ home, out, paid })),
  ]
}

interface Cancelling extends Pick<CancelAt, 'how' | 'status'> {
  readonly planId: string
}

/** In the very moment in which an item gets this status, or shortly after it. */
async function cancelOwn(game: Game, window: Window, { planId, how, status }: Cancelling): Promise<void> {
  const { random } = game
  const nth = random.int(1, 3)
  const waitMs = random.pick([0, 0, random.int(1, 60)])
  const reached = Promise.withResolvers<void>()
  let seen = 0
  const onItem = (itemId: string): void => {
    if (window.app.items.get(itemId)?.status !== status) return
    seen += 1
    if (seen === nth) reached.resolve()
  }
  window.app.engine.events.on('item', onItem)
  const { batchId: id } = await window.call('plan:run', { planId })
  await Promise.race([reached.promise, window.rests()])
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
  window.app.engine.events.off('item', onItem)
  await cancel(game, window, id)
  if (how === 'pressed twice') await Promise.all([cancel(game, window, id), cancel(game, window, id)])
  if (how === 'then resumed') {
    game.sent = null
    await refusable(game, window.ask('batches:resume', { id }))
  }
}

async function cancel(game: Game, window: Window, id: string): Promise<void> {
  await refusable(game, window.ask('batches:cancel', { id }))
  game.sent ??= sentOf(game.home)
}

function sentOf(home: string): ReadonlySet<string> {
  const attempts = readLibrary(home)?.attempts ?? []
  return new Set(attempts.filter(({ state }) => !['reserved', 'released'].includes(state)).map(({ id }) => id))
}

/** A finished batch and a library in use are no bugs. */
async function refusable({ violations }: Game, asked: ReturnType<Window['ask']>): Promise<boolean> {
  const reply = await asked
  if (reply.ok) return true
  if (!['library-busy', 'invalid-request'].includes(reply.error.code))
    violations.push(`${reply.error.code}: ${reply.error.message}`)
  return false
}

interface Elsewhere {
  readonly setting: Setting
  readonly planId: string
}

/** The command line runs the batch; the window may not cancel it until that process was asked to stop and has ended. */
async function cancelElsewhere(game: Game, window: Window, { setting, planId }: Elsewhere): Promise<void> {
  const { random, environment, violations } = game
  const { batchId: id } = await window.call('plan:run', { planId })
  await window.call('batches:pause', { id })
  await window.rests()
  const [askAt, stopAt] = [random.int(2, 15), random.int(5, 30)]
  const asked: Promise<void>[] = []
  const run = await runCli(['resume', '1', '--json'], {
    environment,
    nodeArguments: setting.variant.nodeArguments ?? [],
    onLine: (count, child) => {
      if (count === askAt) asked.push(askTooEarly(game, window, { id, isOver: () => child.exitCode !== null }))
      if (count === stopAt) child.kill('SIGINT')
    },
  })
  await Promise.all(asked)
  violations.push(...judgeRun(run))
  await cancel(game, window, id)
}

async function askTooEarly(
  game: Game,
  window: Window,
  { id, isOver }: { readonly id: string; readonly isOver: () => boolean },
): Promise<void> {
  const isDone = await refusable(game, window.ask('batches:cancel', { id }))
  const batch = window.app.engine.batches.get(id)
  if (isDone && !isOver() && batch.status === 'running')
    game.violations.push('A batch was cancelled under the process that runs it')
}

/** Nothing was sent after the cancel, and what had been sent is there. */
async function judgeCancelled({ home, out, sent, service, prompt }: Game, { services }: Setting): Promise<string[]> {
  const paid = (await services.inspect())[service].paid.filter((request) => request.prompt === prompt)
  const late = paid.filter((request) => sent?.has(request.idempotencyKey ?? request.clientRequestId ?? '') === false)
  return [
    ...(late.length > 0 ? [`${late.length} requests were sent after the cancel`] : []),
    ...(await judgeEnd({ home, out, paid })),
  ]
}
