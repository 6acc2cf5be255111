import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import type { Found } from '../../electron/library/walk-state.ts'
import { makeHistoryLibrary } from '../support/history-library.ts'
import type { Benchmark, Figure } from './measure.ts'
import { inBrowser } from './window/browser.ts'
import { buildPage, skippedWithoutChromium, startHost } from './window/host.ts'
import { compareRounds, inTurn } from './window/in-turn.ts'
import { fillTable, forgetPlace, withLibrary } from './window/libraries.ts'
import { inFolder } from './workplace.ts'

const outputs = 50_000
const name = `Start with ${outputs.toLocaleString('en')} results`

/** From the start of the process to a window that shows pictures and answers a click, beside an empty library. */
export const windowStart: Benchmark = {
  name: 'window-start',
  run: async () =>
    skippedWithoutChromium(name) ??
    inFolder(async (folder) => {
      await buildPage()
      const [full, empty] = [join(folder, 'full'), join(folder, 'empty')]
      await fillLibrary(full)
      await withLibrary(makeFolder(empty), () => undefined)
      const ours = (): Promise<Times> => start(full, showsPictures)
      // The first start of a day copies the library before anything else.
      forgetBackups(full)
      const rounds = await inTurn({ pairs: 3, ours, bare: () => start(empty, showsEmptyTable) })
      const megabytes = (statSync(join(full, 'library', 'library.db')).size / 1e6).toFixed(0)
      const figure = (title: string, read: (times: Times) => number): Figure => {
        const { ours, bare, ratio } = compareRounds(rounds, read)
        const firstMs = read(rounds.first).toFixed(0)
        const value = `${ours.toFixed(0)} ms (${firstMs} ms the first time of a day)`
        return { name: `${name}: ${title}`, value, ratio, baseline: `an empty library, ${bare.toFixed(0)} ms` }
      }
      return [
        figure(`process answers (library of ${megabytes} MB)`, ({ servesMs }) => servesMs),
        figure('the table is shown', ({ shownMs }) => shownMs),
        figure('the history answered a click', ({ usableMs }) => usableMs),
      ]
    }),
}

/** Years of work, with the sources of it on the table. */
async function fillLibrary(folder: string): Promise<void> {
  await makeHistoryLibrary({ folder, count: outputs })
  const root = join(folder, 'pictures')
  const sources = await withLibrary(folder, ({ database }) =>
    database.all<{ path: string; bytes: number; mtimeMs: number }>(
      'SELECT path, bytes, modified_ms AS mtimeMs FROM source ORDER BY rowid',
    ),
  )
  await fillTable(
    folder,
    sources.map((source): Found => ({ ...source, root, relativePath: relative(root, source.path) })),
  )
}

function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true })
  return folder
}

function forgetBackups(folder: string): void {
  const backups = join(folder, 'library', 'backups')
  for (const file of readdirSync(backups)) rmSync(join(backups, file))
}

/** In milliseconds since the process was started. */
interface Times {
  readonly servesMs: number
  readonly shownMs: number
  readonly usableMs: number
}

async function start(folder: string, showsTable: (page: Page) => Promise<void>): Promise<Times> {
  forgetPlace(folder)
  return inBrowser(async ({ page }) => {
    const startedMs = performance.now()
    const since = (): number => performance.now() - startedMs
    const host = await startHost(folder)
    try {
      const servesMs = since()
      await page.goto(host.url, { waitUntil: 'commit' })
      await showsTable(page)
      const shownMs = since()
      await page.getByRole('button', { name: 'History' }).click()
      await page
        .getByRole('grid', { name: 'Results' })
        .or(page.getByText(/^(Nothing was run yet|No results yet)$/))
        .waitFor()
      return { servesMs, shownMs, usableMs: since() }
    } finally {
      await host.stop()
    }
  })
}

async function showsPictures(page: Page): Promise<void> {
  await page.getByRole('gridcell').first().waitFor()
}

async function showsEmptyTable(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Use sample pictures' }).waitFor()
}
