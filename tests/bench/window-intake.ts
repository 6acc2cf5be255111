import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createDesk } from '../../electron/desk/create-desk.ts'
import type { Bindings } from '../../electron/history/database.ts'
import type { Desk } from '../../electron/desk/desk.ts'
import { browserDeskHost } from '../../electron/hosts/browser/desk-host.ts'
import type { App } from '../../electron/app.ts'
import type { IntakeState } from '../../shared/ipc/rows.ts'
import { median, type Benchmark, type Figure } from './measure.ts'
import { compareRounds, inTurn } from './window/in-turn.ts'
import { linkPictures, withLibrary } from './window/libraries.ts'
import { inFolder } from './workplace.ts'

const files = 5_000
const name = `Dropping ${files.toLocaleString('en')} files`

/** How long the main process is deaf while 5,000 files are dropped, beside walking and booking them and no more. */
export const windowIntake: Benchmark = {
  name: 'window-intake',
  run: () =>
    inFolder(async (folder) => {
      const dropped = join(folder, 'pictures')
      await linkPictures(dropped, files)
      let round = 0
      const nextFolder = (): string => join(folder, `round-${(round += 1)}`)
      const rounds = await inTurn({
        pairs: 5,
        ours: () => withLibrary(nextFolder(), (app) => dropInto(app, dropped)),
        bare: () => withLibrary(nextFolder(), (app) => bareDrop(app, dropped)),
      })
      const books = 'bare readdir, lstat and inserts'
      const figure = (title: string, read: (dropped: Dropped) => number): Figure => {
        const { ours, bare, ratio } = compareRounds(rounds, read)
        return {
          name: `${name}: ${title}`,
          value: milliseconds(ours),
          ratio,
          baseline: `${books}, ${milliseconds(bare)}`,
        }
      }
      const alone = (title: string, read: (counting: Listened) => number): Figure => {
        const value = milliseconds(
          median(rounds.ours.map(({ counting }) => (counting === null ? NaN : read(counting)))),
        )
        return { name: `${name}, looking for duplicates afterwards: ${title}`, value, ratio: null, baseline: null }
      }
      return [
        figure('until all are on the table', ({ adding }) => adding.wholeMs),
        figure('longest stall', ({ adding }) => adding.longestMs),
        figure('most work in one turn', ({ adding }) => adding.busiestMs),
        alone('until all are counted', ({ wholeMs }) => wholeMs),
        alone('longest stall', ({ longestMs }) => longestMs),
        alone('most work in one turn', ({ busiestMs }) => busiestMs),
      ]
    }),
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`
}

interface Dropped {
  readonly adding: Listened
  /** The bare loop looks for no duplicates. */
  readonly counting: Listened | null
}

interface Listened {
  readonly wholeMs: number
  /** How long a timer had to wait, whoever held the processor. */
  readonly longestMs: number
  /** Processor time of this thread between two timers: what nothing else on the machine adds to. */
  readonly busiestMs: number
}

/** Listens to the event loop while work goes on. */
async function listening(work: () => Promise<unknown>): Promise<Listened> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const startedMs = performance.now()
  let lastMs = processorMs()
  let busiestMs = 0
  const look = (): void => {
    const nowMs = processorMs()
    busiestMs = Math.max(busiestMs, nowMs - lastMs)
    lastMs = nowMs
  }
  const timer = setInterval(look, 1)
  delay.enable()
  await work()
  delay.disable()
  clearInterval(timer)
  look()
  return { longestMs: delay.max / 1e6, busiestMs, wholeMs: performance.now() - startedMs }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

async function dropInto(app: App, folder: string): Promise<Dropped> {
  const log = { error: console.error, addSecret: () => undefined, flush: () => Promise.resolve() }
  const desk = createDesk({ app, host: browserDeskHost, log })
  desk.begin()
  // Every file has a double, so counting them is the last that is told.
  const counted = untilTold(desk, (last) => last.duplicates > 0)
  const adding = await listening(() => {
    const added = untilTold(desk, () => true)
    desk.addPaths([folder])
    return added
  })
  const counting = await listening(() => counted)
  await desk.leave()
  return { adding, counting }
}

type LastIntake = NonNullable<IntakeState['last']>

function untilTold(desk: Desk, isWanted: (last: LastIntake) => boolean): Promise<void> {
  return new Promise((resolve) => {
    desk.onEvent((event) => {
      if (event.name === 'intake' && event.payload.last !== null && isWanted(event.payload.last)) resolve()
    })
  })
}

async function bareDrop(app: App, folder: string): Promise<Dropped> {
  return { adding: await listening(() => takeInBare(app, folder)), counting: null }
}

async function takeInBare({ database }: App, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const found: Bindings[] = []
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name)
    const { size, mtimeMs } = await lstat(path)
    found.push({ path, root: folder, relativePath: path.slice(folder.length + 1), bytes: size, modifiedMs: mtimeMs })
  }
  database.transaction('grouped', () => {
    for (const file of found) {
      database.run(
        `INSERT INTO table_source (path, root, relative_path, bytes, modified_ms, added_at)
         VALUES (:path, :root, :relativePath, :bytes, :modifiedMs, '')`,
        file,
      )
    }
  })
}
