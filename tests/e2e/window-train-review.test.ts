import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { filesBelow } from '../support/test-run.ts'
import { boardSmallTrain } from '../support/train.ts'
import { useChromium } from '../support/window-bench.ts'
import { found, result, results, selectFirst, showHistory } from '../support/window-history.ts'
import { button, dialog } from '../support/window-page.ts'
import { soon } from '../support/window-soon.ts'

/** Everything a person said of results, and what they were put into. */
const reviews = `SELECT coalesce(json_group_array(json_array(output_id, verdict, rating, tags, note)), '') FROM
  (SELECT * FROM review WHERE verdict IS NOT NULL OR rating > 0 OR tags <> '[]' OR note <> '' ORDER BY output_id)`
const count = 80

describe.skipIf(chromiumPath === null)('on the train, results are looked through', () => {
  const browser = useChromium()

  it('four and two and one at a time, in every way to compare, and the best is kept by one key', async () => {
    const { page, train } = await boardSmallTrain(browser(), count)
    const before = train.ask(reviews)
    await selectFirst(page, 4)
    await page.keyboard.press('c')
    const four = page.getByRole('group', { name: '4 pictures side by side' })
    await soon(() => four.locator('img').count()).toBe(4)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('w')
    await page.getByText('One kept, 3 rejected').waitFor()
    await page.keyboard.press('Escape')
    await result(page, /^DSC_00001-11\.jpg.*kept/).waitFor()
    await soon(() => train.ask(reviews)).not.toBe(before)
    await page.keyboard.press('Control+z')
    await soon(() => train.ask(reviews)).toBe(before)

    await page.keyboard.press('Escape')
    await selectFirst(page, 2)
    await page.keyboard.press('c')
    const two = page.getByRole('group', { name: '2 pictures side by side' })
    await two.waitFor()
    const shownName = () => two.locator('.stage__label').first().textContent()
    await page.keyboard.press('f')
    await soon(shownName).toMatch(/^DSC_00002-11/)
    await page.keyboard.press('f')
    await soon(shownName).toMatch(/^DSC_00001-11/)
    await page.keyboard.press('d')
    await two.getByRole('img', { name: 'What differs' }).waitFor()
    await page.keyboard.press('Escape')

    await page.keyboard.press('Escape')
    await results(page).first().click()
    await page.keyboard.press('c')
    const line = page.getByRole('slider', { name: 'Line between before and after' })
    await line.focus()
    const at = Number(await line.getAttribute('aria-valuenow'))
    await page.keyboard.press('ArrowRight')
    await soon(async () => Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(at)
  })

  it('every mark is made by keyboard and taken back by one key, and what is left outlives the process', async () => {
    const { page, train, window } = await boardSmallTrain(browser(), count)
    await selectFirst(page, 3)
    await page.keyboard.press('4')
    // Marks are shown before they are written.
    await soon(() => train.ask(`SELECT count(*) FROM review WHERE rating = 4 AND output_id LIKE '%-11-%'`)).toBe(3)
    const marks: readonly (() => Promise<void>)[] = [
      () => page.keyboard.press('p'),
      () => page.keyboard.press('x'),
      () => page.keyboard.press('2'),
      () => page.keyboard.press('0'),
      () => tag(page, 'window seat'),
      () => note(page, 'Ask the conductor'),
    ]
    for (const mark of marks) {
      const before = train.ask(reviews)
      await mark()
      await soon(() => train.ask(reviews)).not.toBe(before)
      await page.keyboard.press('Control+z')
      await soon(() => train.ask(reviews)).toBe(before)
    }
    for (const mark of marks) {
      const before = train.ask(reviews)
      await mark()
      await soon(() => train.ask(reviews)).not.toBe(before)
    }
    const kept = train.ask(reviews)
    await window.kill()
    await page.context().close()
    expect(train.ask(reviews)).toBe(kept)
    const again = await train.open()
    await showHistory(again.page)
    await soon(() => result(again.page, /rejected/).count()).toBeGreaterThanOrEqual(3)
    await results(again.page).first().click()
    await again.page.getByText('window seat').first().waitFor()
    await soon(() => again.page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Ask the conductor')
  })

  it('rejected ones go to the bin, and one key brings back every byte to its place', async () => {
    const { page, train, folder } = await boardSmallTrain(browser(), count)
    const files = contents(folder)
    const shown = (await found(page).textContent()) ?? ''
    await selectFirst(page, 3)
    await page.keyboard.press('x')
    await soon(() => result(page, /rejected/).count()).toBeGreaterThanOrEqual(3)
    await page.keyboard.press('Control+Backspace')
    const question = dialog(page, 'Move rejected to the bin')
    await button(question, 'Move 3 to the bin').click()
    await page.getByText('3 moved to the bin').waitFor()
    await soon(() => contents(folder).size).toBe(files.size - 3)
    await soon(() => found(page).textContent()).not.toBe(shown)
    expect(readdirSync(join(train.home, '.local/share/Trash/files'))).toHaveLength(3)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await soon(() => contents(folder)).toEqual(files)
    await soon(() => found(page).textContent()).toContain(shown)
    expect(train.ask('SELECT count(*) FROM output WHERE binned_at IS NOT NULL')).toBe(0)
  })
})

async function tag(page: Page, text: string): Promise<void> {
  await page.keyboard.press('t')
  const asked = dialog(page, 'Tags for 3 results')
  await asked.getByRole('combobox', { name: 'Add a tag' }).fill(text)
  await button(asked, 'Put on').click()
  await asked.waitFor({ state: 'hidden' })
}

async function note(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n')
  const asked = dialog(page, 'One note for 3 results')
  await asked.getByRole('textbox').fill(text)
  await button(asked, 'Save').click()
  await asked.waitFor({ state: 'hidden' })
}

/** Every result by its path, with all its bytes. */
function contents(folder: string): ReadonlyMap<string, string> {
  return new Map(filesBelow(join(folder, 'results')).map((path) => [path, readFileSync(path, 'base64')]))
}
