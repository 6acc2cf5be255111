import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Figure, Benchmark } from './measure.ts'
import { inBrowser, readMemory, untilAnswered, type OpenBrowser, type PageMemory } from './window/browser.ts'
import { figuresOf, megabytes, milliseconds, percent } from './window/figures.ts'
import { buildPage, skippedWithoutChromium, startBare, startHost } from './window/host.ts'
import { inTurn, type Rounds } from './window/in-turn.ts'
import { describeFound, fillTable, linkPictures } from './window/libraries.ts'
import { watchGrid } from './window/probe.ts'
import { scrollGrid, ways, type Frames } from './window/scroll.ts'
import { bareGridAt, readShape, type Shape } from './window/shape.ts'
import { inFolder } from './workplace.ts'

const sources = 100_000
const name = `Grid of ${sources.toLocaleString('en')} sources`

/** Opening and scrolling a table of 100,000 sources, beside a bare page with the same list, cells and pictures. */
export const windowGrid: Benchmark = {
  name: 'window-grid',
  run: async () =>
    skippedWithoutChromium(name) ??
    inFolder(async (folder) => {
      await buildPage()
      const found = await linkPictures(join(folder, 'pictures'), sources)
      await fillTable(folder, found)
      writeFileSync(join(folder, 'list.json'), describeFound(found))
      let shape: Shape | null = null
      const rounds = await inTurn({
        pairs: 3,
        ours: async () => {
          const round = await openOurs(folder)
          shape ??= round.shape
          return round
        },
        bare: () => openBare(folder, shape),
      })
      return report(rounds)
    }),
}

interface Round {
  readonly allPicturesMs: number
  readonly allRowsMs: number
  readonly steady: Frames
  readonly flung: Frames
  readonly memory: PageMemory
  readonly shape: Shape
}

async function openOurs(folder: string): Promise<Round> {
  const host = await startHost(folder)
  try {
    return await inBrowser((open) => measure(open, host.url))
  } finally {
    await host.stop()
  }
}

/** With the cells of ours, and the thumbnails that were made in its first run. */
async function openBare(folder: string, shape: Shape | null): Promise<Round> {
  if (shape === null) throw new Error('Ours goes first.')
  copyThumbnails(join(folder, 'library', 'thumbnails'), join(folder, 'thumbs'))
  const bare = await startBare(folder)
  try {
    return await inBrowser((open) => measure(open, bareGridAt(bare.url, shape)))
  } finally {
    await bare.stop()
  }
}

function copyThumbnails(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const part of readdirSync(from)) cpSync(join(from, part), to, { recursive: true })
}

async function measure(open: OpenBrowser, url: string): Promise<Round> {
  const { page } = open
  await page.addInitScript(watchGrid, sources)
  await page.goto(url, { waitUntil: 'commit' })
  const times = await untilAnswered(page, () => {
    const { allPicturesMs, allRowsMs } = window.sighting ?? { allPicturesMs: null, allRowsMs: null }
    return allPicturesMs === null || allRowsMs === null ? null : { allPicturesMs, allRowsMs }
  })
  const shape = await page.evaluate(readShape)
  const steady = await scrollGrid(open, ways.steady)
  const flung = await scrollGrid(open, ways.flung)
  return { ...times, shape, steady, flung, memory: await readMemory(open) }
}

function report(rounds: Rounds<Round>): readonly Figure[] {
  const { figure, frames } = figuresOf({ name, rounds, beside: 'bare page' })
  const firstMs = rounds.first.allPicturesMs.toFixed(0)
  return [
    figure(
      `first screen of thumbnails (${firstMs} ms where they must be made)`,
      (round) => round.allPicturesMs,
      milliseconds,
    ),
    figure('all rows loaded', (round) => round.allRowsMs, milliseconds),
    ...frames('scrolled at 1,600 px/s', ({ steady }) => steady),
    figure('pictures not there yet, scrolled at 1,600 px/s', ({ steady }) => steady.missingShare, percent),
    ...frames('flung at 12,000 px/s', ({ flung }) => flung),
    figure('all pictures in sight after a fling', ({ flung }) => flung.settledMs, milliseconds),
    figure('JavaScript memory', ({ memory }) => memory.heapMb, megabytes),
    figure('memory of the page’s process', ({ memory }) => memory.residentMb, megabytes),
  ]
}
