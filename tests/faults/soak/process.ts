import { join } from 'node:path'
import type { App } from '../../../electron/app.ts'
import type { Clock } from '../../../electron/batches/clock.ts'
import { createApp } from '../../../electron/compose.ts'
import { createFastClock, type Speed } from '../support/fast-clock.ts'
import { models, planRequest, silentLog } from '../support/stored-batch.ts'
import { takeMark } from './mark.ts'

/** What the soaked process is told on its command line, as JSON. */
export interface SoakOrder {
  /** Holds the pictures of each round, in `sources/0` and so on. */
  readonly folder: string
  readonly speed: Speed
  readonly rounds: number
  /** Pictures of a round; each is an item at both services. */
  readonly pictures: number
  /** After how many rounds it is measured. */
  readonly markEvery: number
  readonly virtualMs: number
}

// The whole engine in a process of its own, as a window left open: batch after batch at both services at once, and
// now and then nothing for a while. Prints a mark whenever it has been measured.

const order = JSON.parse(process.argv[2] ?? '') as SoakOrder
/** Long enough in real time for kept connections to be closed. */
const restMs = 6_000
/** A batch that pauses so often does not come to its end. */
const mostRuns = 40

await soak(order)

async function soak({ folder, speed, rounds, pictures, markEvery, virtualMs }: SoakOrder): Promise<void> {
  const clock = createFastClock(speed)
  const startedMs = clock.monotonicMs()
  const app = await createApp({
    libraryFolder: join(folder, 'home'),
    environment: process.env,
    log: silentLog,
    callsPerSecond: null,
    clock,
  })
  const lease = app.takeLease('soak')
  process.stdout.write('\n') // The first word opens the pipe, which would count as growth later.
  const leave = new AbortController().signal
  for (let round = 0; round < rounds; round += 1) {
    await runRound(app, { folder, round, leave })
    const isLast = round === rounds - 1
    if (!isLast && (round + 1) % markEvery !== 0) continue
    const passedMs = clock.monotonicMs() - startedMs
    await rest(clock, isLast ? Math.max(virtualMs - passedMs, restMs * speed.times) : restMs * speed.times)
    const items = (round + 1) * pictures * 2
    const mark = await takeMark({ items, virtualMs: clock.monotonicMs() - startedMs, leave })
    process.stdout.write(`${JSON.stringify(mark)}\n`)
  }
  lease?.release()
  await app.close()
}

function rest(clock: Clock, ms: number): Promise<void> {
  return clock.sleep(ms, new AbortController().signal)
}

interface Round {
  readonly folder: string
  readonly round: number
  readonly leave: AbortSignal
}

/** One batch at each service with new pictures, both at the same time. */
async function runRound(app: App, { folder, round, leave }: Round): Promise<void> {
  const sources = join(folder, 'sources', String(round))
  await Promise.all(
    Object.entries(models).map(async ([service, model]) => {
      const out = join(folder, 'out', service, String(round))
      const request = planRequest({ home: '', sources: [sources], out, model, prompt: `round ${round}` })
      const plan = await app.engine.plan(request, { signal: leave, onProgress: () => undefined })
      await runToEnd(app, app.engine.store(plan).id, leave)
    }),
  )
}

/** A batch that pauses for what may pass is taken up again, as by its user. */
async function runToEnd({ engine }: App, id: string, leave: AbortSignal): Promise<void> {
  for (let runs = 0; runs < mostRuns; runs += 1) {
    const { batch } = await engine.run(id, { leave })
    if (batch.status !== 'paused' || batch.pause?.code === 'outcome-unknown') return
  }
}
