import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { entries, numberOf, plain, sentence } from '../support/train-sums.ts'
import { boardTrain, copyOfLibrary, makeTrainLibrary } from '../support/train.ts'
import { useChromium } from '../support/window-bench.ts'
import {
  choice,
  clearAll,
  current,
  doWithKept,
  doWithResult,
  filters,
  found,
  findsExactly,
  kept,
  resultGrid,
  results,
  searchFor,
  selectFirst,
  showHistory,
} from '../support/window-history.ts'
import { button, dialog } from '../support/window-page.ts'
import { soon } from '../support/window-soon.ts'

const count = 50_000
/** The oldest ones are files. */
const real = 60
describe.skipIf(chromiumPath === null)('on the train, with 50,000 results and no network', () => {
  const browser = useChromium()
  let folder = ''
  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'lightbench-train-')))
    await makeTrainLibrary(folder, { count, real })
  }, 180_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('history opens, is scrolled to its end, and a month is a press away', async () => {
    const train = boardTrain(browser(), copyOfLibrary(folder))
    const { page } = await train.open()
    await showHistory(page)
    await findsExactly(page, sentence(train))
    await results(page).first().click()
    await page.keyboard.press('End')
    await soon(() => current(page).textContent()).toMatch(/^Straße 0-1\.jpg/)
    await soon(() => current(page).locator('img').count()).toBeGreaterThan(0)

    await page.mouse.wheel(0, -1_000_000)
    await soon(() => firstInSight(page)).toBeLessThan(40_000)
    await soon(() => resultGrid(page).locator('.grid-cell__frame--empty').count()).toBe(0)
    const months = page.getByRole('navigation', { name: 'Months' }).getByRole('button')
    const newest = train.ask(
      `SELECT source_label FROM ${entries} WHERE strftime('%Y-%m', updated_at, 'localtime') = '2025-05'
       ORDER BY updated_at DESC LIMIT 1`,
    )
    await months.filter({ hasText: 'May 2025' }).click()
    await soon(() => current(page).getAttribute('title')).toMatch(/ May 2025,/)
    expect(await current(page).getAttribute('title')).toContain(`of ${newest}\n`)
  })

  it('results are found while words are typed, by filters, and as one for each source, all counted as the books do', async () => {
    const train = boardTrain(browser(), copyOfLibrary(folder))
    const { page } = await train.open()
    await showHistory(page)
    await page.keyboard.press('Control+f')
    for (const [typed, known] of [
      ['zep', `prompt LIKE '%zeppelin%'`],
      ['pelin', `0`],
    ] as const) {
      await page.keyboard.type(typed)
      await soon(() => shownCount(page)).toBe(train.ask(`SELECT count(*) FROM ${entries} WHERE ${known}`))
    }
    await page.keyboard.press('Control+f')
    await page.keyboard.type('THEATRE leica')
    await findsExactly(page, sentence(train, `prompt LIKE '%théâtre%' AND words LIKE '%leica%'`))
    await page.keyboard.press('Escape')

    await choice(page, 'Kept').click()
    await button(filters(page), /^At least 4 stars/).click()
    await choice(page, 'Reve edit').click()
    await choice(page, 'print').click()
    const wanted = `verdict = 'keep' AND rating >= 4 AND model = 'runflow/reve/edit'
      AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = 'print')`
    await findsExactly(page, sentence(train, wanted))
    await soon(() => choice(page, 'Rejected').locator('xpath=ancestor::li').textContent()).toBe(
      `Rejected${numberOf(train, wanted.replace('keep', 'reject'))}`,
    )

    await button(page, 'One for each source').click()
    const sources = numberOf(train, wanted, 'count(DISTINCT source_id)')
    await soon(() => found(page).textContent()).toMatch(new RegExp(`^${sources} sources? · `))
    await doWithResult(page, results(page).first(), 'All results of this source')
    await clearAll(page)
    await button(page, 'One for each source').click()
    await soon(() => found(page).textContent()).toMatch(
      new RegExp(`^${numberOf(train, '1', 'count(DISTINCT source_id)')} sources · `),
    )
  })

  it('searches and collections are kept, and each step with them can be undone', async () => {
    const train = boardTrain(browser(), copyOfLibrary(folder))
    const { window, page } = await train.open()
    await showHistory(page)
    await searchFor(page, 'golden glow')
    await choice(page, 'Kept').click()
    const wanted = sentence(train, `prompt LIKE '%golden glow%' AND verdict = 'keep'`)
    await findsExactly(page, wanted)
    await button(page, 'Save this search').click()
    const naming = dialog(page, 'Save this search')
    await naming.getByRole('textbox', { name: 'Name' }).fill('Golden')
    await button(naming, 'Save').click()
    await kept(page, 'Golden').waitFor()

    await selectFirst(page, 3)
    await doWithResult(page, current(page), 'Add 3 to a collection')
    await dialog(page, 'Add 3 to a collection').getByRole('textbox').fill('Train')
    await page.keyboard.press('Enter')
    await filters(page).getByRole('button', { name: 'Train 3' }).waitFor()
    await page.getByText('3 results added to “Train”').waitFor()
    await page.keyboard.press('Control+z')
    await filters(page).getByRole('button', { name: 'Train 0' }).waitFor()

    await doWithKept(page, 'Golden', 'Remove')
    await kept(page, 'Golden').waitFor({ state: 'detached' })
    await page.getByText('Search “Golden” removed').waitFor()
    await page.keyboard.press('Control+z')
    await kept(page, 'Golden').waitFor()
    const website = train.ask(`SELECT count(*) FROM collection_member JOIN collection ON collection.id = collection_id
      JOIN output ON output.id = output_id WHERE name = 'Website' AND binned_at IS NULL`)
    await doWithKept(page, 'Website', 'Remove')
    await kept(page, 'Website').waitFor({ state: 'detached' })
    await page.getByText('Collection “Website” removed').waitFor()
    await page.keyboard.press('Control+z')
    await filters(page)
      .getByRole('button', { name: `Website ${website}` })
      .waitFor()

    await clearAll(page)
    await window.kill()
    await page.context().close()
    const { page: again } = await train.open()
    await showHistory(again)
    await kept(again, 'Golden').click()
    await findsExactly(again, wanted)
    await kept(again, 'Website').click()
    await soon(() => found(again).textContent()).toMatch(/^\d+ results? /)
  })

  it('all results are verified, and everybody sees at once how they stand', async () => {
    const train = boardTrain(browser(), copyOfLibrary(folder))
    const { page } = await train.open()
    await showHistory(page)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Verify results')
    await page.keyboard.press('Enter')
    const verify = dialog(page, 'Verify results')
    await button(verify, 'Verify').click()
    const looked = Number(train.ask(`SELECT count(*) FROM output WHERE binned_at IS NULL`)).toLocaleString('en')
    await verify.getByText(new RegExp(`^${looked} results were`)).waitFor()
    const missing = plain(looked) - real
    await button(verify, `Look for the ${missing.toLocaleString('en')} missing…`).waitFor()
    expect(
      train.askAll(`SELECT count(*) FROM output WHERE binned_at IS NULL GROUP BY file_verdict ORDER BY 1`),
    ).toEqual([real, missing])
  })
})

/** Where in the answer the first picture in the document stands. */
async function firstInSight(page: Page): Promise<number> {
  return Number(await results(page).first().getAttribute('data-position'))
}

/** Entries the bar speaks of. */
async function shownCount(page: Page): Promise<number> {
  const counts = (await found(page).textContent())?.match(/[\d,]+(?= (?:results?|without))/g) ?? []
  return counts.reduce((sum, text) => sum + plain(text), 0)
}
