import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Page } from 'playwright-core'
import type { Found } from '../../electron/library/walk-state.ts'
import { makeHistoryLibrary } from '../support/history-library.ts'
import type { Benchmark, Figure } from './measure.ts'
import { inBrowser } from './window/browser.ts'
import { buildPage, skippedWithoutChromium, startBare, startHost, type Served } from './window/host.ts'
import { compareRounds, inTurn } from './window/in-turn.ts'
import { describeFound, fillTable, forgetPlace, withLibrary } from './window/libraries.ts'
import { bareGridAt } from './window/shape.ts'
import { inFolder } from './workplace.ts'

const outputs = 50_000
const name = `Start with ${outputs.toLocaleString('en')} results`

/** From the start of the process to a window that shows the table and answers a click, beside a bare page with the list. */
export const windowStart: Benchmark = {
  name: 'window-start',
  run: async () =>
    skippedWithoutChromium(name) ??
    inFolder(async (folder) => {
      await buildPage()
      const full = join(folder, 'full')
      await fillLibrary(full)
      // The first start of a day copies the library before anything else.
      forgetBackups(full)
      const rounds = await inTurn({ pairs: 3, ours: () => startOurs(full), bare: () => startBarePage(full) })
      const megabytes = (statSync(join(full, 'library', 'library.db')).size / 1e6).toFixed(0)
      const figure = (title: string, read: (times: Times) => number): Figure => {
        const { ours, bare, ratio } = compareRounds(rounds, read)
        const firstMs = read(rounds.first).toFixed(0)
        const value = `${ours.toFixed(0)} ms (${firstMs} ms the first time of a day)`
        return {
          name: `${name}: ${title}`,
          value,
          ratio,
          baseline: `a bare page with the same list, ${bare.toFixed(0)} ms`,
        }
      }
      return [
        figure(`process answers (library of ${megabytes} MB)`, ({ servesMs }) => servesMs),
        figure('the table is shown', ({ shownMs }) => shownMs),
        figure('a click was answered, ours by the history', ({ usableMs }) => usableMs),
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
  const found = sources.map((source): Found => ({ ...source, root, relativePath: relative(root, source.path) }))
  await fillTable(folder, found)
  writeFileSync(join(folder, 'list.json'), describeFound(found))
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

async function startOurs(folder: string): Promise<Times> {
  forgetPlace(folder)
  return start(
    () => startHost(folder),
    ({ url }) => url,
    async (page) => {
      await page.getByRole('button', { name: 'History' }).click()
      await page.getByRole('grid', { name: 'Results' }).waitFor()
    },
  )
}

/** About the cells of ours in a window of this size. */
const shape = { width: 880, height: 780, columns: 5, cell: 160, rowHeight: 208 }

function startBarePage(folder: string): Promise<Times> {
  return start(
    () => startBare(folder),
    ({ url }) => bareGridAt(url, shape),
    (page) => page.getByRole('gridcell').first().click(),
  )
}

async function start(
  serve: () => Promise<Served>,
  addressOf: (served: Served) => string,
  use: (page: Page) => Promise<void>,
): Promise<Times> {
  return inBrowser(async ({ page }) => {
    const startedMs = performance.now()
    const since = (): number => performance.now() - startedMs
    const served = await serve()
    try {
      const servesMs = since()
      await page.goto(addressOf(served), { waitUntil: 'commit' })
      await page.getByRole('gridcell').first().waitFor()
      const shownMs = since()
      await use(page)
      return { servesMs, shownMs, usableMs: since() }
    } finally {
      await served.stop()
    }
  })
}
