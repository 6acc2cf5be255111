import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '../../electron/app.ts'
import { createApp } from '../../electron/compose.ts'
import { thumbnailsFolderOf } from '../../electron/images/thumbnail-files.ts'
import { compare, inParallel, timed, type Benchmark } from './measure.ts'
import { inFolder, makeBatch, makePictures } from './workplace.ts'

const count = 40
const shown = 24
const atOnce = 2
/** Longer than the background waits for quiet, so that it is at work when the next picture is asked for. */
const pauseMs = 1_500

/** Looking at results of 12-megapixel photographs, and what a user who looks at pictures meanwhile notices of it. */
export const upkeep: Benchmark = {
  name: 'upkeep',
  run: () =>
    inFolder(async (folder) => {
      const sources = await makePictures(join(folder, 'sources'), { count, width: 4000, height: 3000 })
      const others = await makePictures(join(folder, 'others'), { count: shown, width: 4000, height: 3000 })
      const app = await makeHistory(folder, sources)
      const hashes = new Map<string, string>()
      for (const path of others) hashes.set(path, (await app.images.probe(path)).sha256)
      let edge = 256
      /** Each round asks for a size no other had, so that nothing is there already. */
      const show = async (path: string): Promise<unknown> => app.images.thumbnail(path, hashes.get(path) ?? '', edge)
      const burst = () => timed(() => inParallel(others, atOnce, show))
      const oneByOne = async (): Promise<number> => {
        let ms = 0
        for (const path of others.slice(0, 8)) {
          await sleep(pauseMs)
          ms += await timed(() => show(path))
        }
        return ms
      }
      const beside = async (work: () => Promise<number>) => {
        forget(app)
        app.upkeep.begin()
        await sleep(pauseMs)
        edge += 1
        const ms = await work()
        await app.upkeep.stop()
        return ms
      }
      const alone = (work: () => Promise<number>) => {
        edge += 1
        return work()
      }
      const scrolling = await compare(
        3,
        () => beside(burst),
        () => alone(burst),
      )
      const looking = await compare(
        3,
        () => beside(oneByOne),
        () => alone(oneByOne),
      )
      const rate = await measureRate(app)
      await app.close()
      return [
        rate,
        figure('A screen of 24 thumbnails while upkeep has work', scrolling),
        figure('8 thumbnails, one at a time, while upkeep is at work', looking),
      ]
    }),
}

/** Real results of real sources, made on this machine. */
async function makeHistory(folder: string, paths: readonly string[]): Promise<App> {
  const app = await createApp({
    libraryFolder: join(folder, 'library'),
    log: { warn: console.error, error: console.error, addSecret: () => undefined },
    environment: {},
  })
  const lease = app.takeLease('bench')
  const recipe = { model: 'local/adjust', prompt: '', parameters: { saturation: 40 } }
  const id = await makeBatch(app.engine, { paths, outputFolder: join(folder, 'results'), recipe })
  await app.engine.run(id, { leave: new AbortController().signal })
  lease?.release()
  return app
}

function forget({ database, libraryFolder }: App): void {
  rmSync(thumbnailsFolderOf(libraryFolder), { recursive: true, force: true })
  database.run('UPDATE output SET looked_at = NULL, changed = NULL')
}

async function measureRate(app: App) {
  forget(app)
  const done = Promise.withResolvers<void>()
  let looked = 0
  const forgetListener = app.upkeep.onLooked(() => {
    looked += 1
    if (looked === count) done.resolve()
  })
  // Upkeep alone keeps no process alive.
  const awake = setInterval(() => undefined, 60_000)
  const ms = await timed(async () => {
    app.upkeep.begin()
    await done.promise
  })
  clearInterval(awake)
  forgetListener()
  await app.upkeep.stop()
  const bytes = bytesBelow(thumbnailsFolderOf(app.libraryFolder))
  return {
    name: 'Upkeep: two thumbnails of source and result each, words and change, 12 MP',
    value: `${((count / ms) * 1000).toFixed(1)} results/s, ${Math.round(bytes / count / 1024)} KiB kept for a result and its source`,
    ratio: null,
    baseline: null,
  }
}

function bytesBelow(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
}

function figure(name: string, { oursMs, bareMs, ratio }: Awaited<ReturnType<typeof compare>>) {
  return { name, value: `${oursMs.toFixed(0)} ms`, ratio, baseline: `without upkeep, ${bareMs.toFixed(0)} ms` }
}
