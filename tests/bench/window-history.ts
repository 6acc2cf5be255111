import type { Page } from 'playwright-core'
import { median, type Benchmark, type Figure } from './measure.ts'
import { inBrowser, readMemory, untilAnswered, type OpenBrowser, type PageMemory } from './window/browser.ts'
import { figuresOf, megabytes, milliseconds, percent } from './window/figures.ts'
import { buildPage, skippedWithoutChromium, startBare, startHost } from './window/host.ts'
import { inTurn, type Rounds } from './window/in-turn.ts'
import { forgetPlace } from './window/libraries.ts'
import { watchGrid, watchPresses } from './window/probe.ts'
import { scrollGrid, ways, type Frames } from './window/scroll.ts'
import { askStatements, searchInWindow, type BareSearches, type Searches } from './window/searches.ts'
import { bareGridAt, readShape, type Shape } from './window/shape.ts'
import { makeTrainLibrary } from './window/train-library.ts'
import { inFolder } from './workplace.ts'

const results = 100_000
const ledgerRows = 1_000_000
const name = `History of ${results.toLocaleString('en')} results`
/** What was just opened still reads this and that. */
const settleMs = 1_000

/** Opening, scrolling and searching the history, beside a bare page with the same list and pictures, and bare statements. */
export const windowHistory: Benchmark = {
  name: 'window-history',
  run: async () =>
    skippedWithoutChromium(name) ??
    inFolder(async (folder) => {
      await buildPage()
      const rows = await makeTrainLibrary(folder, { count: results, ledgerRows })
      const { found } = askStatements(folder)
      let shape: Shape | null = null
      const rounds = await inTurn({
        pairs: 3,
        ours: async () => {
          const round = await openOurs(folder, { rows, found })
          shape ??= round.shape
          return round
        },
        bare: () => openBare(folder, { rows, shape }),
      })
      return report(rounds)
    }),
}

interface Watched {
  readonly openedMs: number
  readonly shape: Shape
  readonly steady: Frames
  readonly flung: Frames
  readonly memory: PageMemory
}

interface Round extends Watched {
  readonly searches: Searches
  readonly blockMs: number
}

interface Expected extends Pick<BareSearches, 'found'> {
  readonly rows: number
}

async function openOurs(folder: string, { rows, found }: Expected): Promise<Round> {
  forgetPlace(folder)
  const host = await startHost(folder)
  try {
    return await inBrowser(async (open) => {
      const { page } = open
      await page.addInitScript(watchGrid, rows)
      await page.goto(host.url)
      await page.getByRole('button', { name: 'Use sample pictures' }).waitFor()
      await page.waitForTimeout(settleMs)
      await page.evaluate(watchPresses)
      await host.longestBlockMs()
      await page.getByRole('button', { name: 'History' }).click()
      const watched = await watch(open)
      const searches = await searchInWindow(page, found)
      return { ...watched, searches, blockMs: await host.longestBlockMs() }
    })
  } finally {
    await host.stop()
  }
}

interface BareOf {
  readonly rows: number
  readonly shape: Shape | null
}

/** With the cells of ours. */
async function openBare(folder: string, { rows, shape }: BareOf): Promise<Round> {
  if (shape === null) throw new Error('Ours goes first.')
  const bare = await startBare(folder)
  try {
    return await inBrowser(async (open) => {
      await open.page.addInitScript(watchGrid, rows)
      await bare.longestBlockMs()
      await open.page.goto(bareGridAt(bare.url, shape), { waitUntil: 'commit' })
      const watched = await watch(open)
      return { ...watched, searches: askStatements(folder), blockMs: await bare.longestBlockMs() }
    })
  } finally {
    await bare.stop()
  }
}

async function watch(open: OpenBrowser): Promise<Watched> {
  const openedMs = await untilOpened(open.page)
  const shape = await open.page.evaluate(readShape)
  await open.page.waitForTimeout(settleMs)
  const steady = await scrollGrid(open, ways.steady)
  const flung = await scrollGrid(open, ways.flung)
  return { openedMs, shape, steady, flung, memory: await readMemory(open) }
}

/** Since the press that opened it, or since the page itself was asked for. */
function untilOpened(page: Page): Promise<number> {
  return untilAnswered(page, () => {
    const { allPicturesMs, allRowsMs } = window.sighting ?? { allPicturesMs: null, allRowsMs: null }
    if (allPicturesMs === null || allRowsMs === null) return null
    return Math.max(allPicturesMs, allRowsMs) - (window.pressedMs ?? 0)
  })
}

function report(rounds: Rounds<Round>): readonly Figure[] {
  const page = figuresOf({ name, rounds, beside: 'bare page' })
  const statements = figuresOf({ name, rounds, beside: 'bare statements' })
  const search = (title: string, read: (searches: Searches) => readonly number[]): readonly Figure[] => [
    statements.figure(`${title}, half of them`, ({ searches }) => median(read(searches)), milliseconds),
    statements.figure(`${title}, slowest`, ({ searches }) => Math.max(...read(searches)), milliseconds),
  ]
  return [
    page.figure('first screen of pictures after the press that opens it', (round) => round.openedMs, milliseconds),
    ...page.frames('scrolled at 1,600 px/s', ({ steady }) => steady),
    page.figure('pictures not there yet, scrolled at 1,600 px/s', ({ steady }) => steady.missingShare, percent),
    ...page.frames('flung at 12,000 px/s', ({ flung }) => flung),
    page.figure('all pictures in sight after a fling', ({ flung }) => flung.settledMs, milliseconds),
    ...search('words shown after they were typed, 100 ms of waiting for more included', ({ words }) => words),
    ...search('filters shown after they were pressed', ({ choices }) => choices),
    page.figure('JavaScript memory', ({ memory }) => memory.heapMb, megabytes),
    page.figure('memory of the page’s process', ({ memory }) => memory.residentMb, megabytes),
    page.figure('longest block of the main process', ({ blockMs }) => blockMs, milliseconds),
  ]
}
