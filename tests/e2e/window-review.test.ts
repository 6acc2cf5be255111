import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import { batchHeader, button, cell, cells, dialog, runAll } from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

describe.skipIf(chromiumPath === null)('results are judged by keyboard', () => {
  const browser = useChromium()

  it('marked, marked again and undone step by step, and found so by whoever opens the library next', async () => {
    const { page, bench, window } = await openBatch(3)
    await cell(page, /^photo-01/).click()
    await page.keyboard.press('p')
    await page.keyboard.press('4')
    await cell(page, /^photo-01.*kept, 4 stars$/).waitFor()
    await page.keyboard.press('x')
    await cell(page, /^photo-01.*rejected, 4 stars$/).waitFor()
    await page.keyboard.press('Control+z')
    await cell(page, /^photo-01.*kept, 4 stars$/).waitFor()
    await page.keyboard.press('Control+Shift+Z')
    await cell(page, /^photo-01.*rejected, 4 stars$/).waitFor()

    await page.keyboard.press('Control+a')
    await page.keyboard.press('k')
    await page.getByText('3 kept').waitFor()
    await soon(() => cell(page, /kept/).count()).toBe(3)
    await button(page, 'Undo').click()
    await soon(() => cell(page, /kept/).count()).toBe(0)
    await cell(page, /^photo-01.*rejected, 4 stars$/).waitFor()

    await window.stop()
    const again = await bench.open()
    await again.page.keyboard.press('Control+2')
    await cell(again.page, /^photo-01.*rejected, 4 stars$/).waitFor()
  })

  it('and the keyboard leads on to the next picture where that is wanted, and back by undo', async () => {
    const { page } = await openBatch(3)
    await cell(page, /^photo-01/).click()
    await page.keyboard.press('v')
    await page.keyboard.press('x')
    await page.keyboard.press('p')
    await cell(page, /^photo-01.*rejected$/).waitFor()
    await cell(page, /^photo-02.*kept$/).waitFor()
    await soon(() => currentName(page)).toMatch(/^photo-03/)
    await page.keyboard.press('Control+z')
    await soon(() => currentName(page)).toMatch(/^photo-02/)
    await soon(() => cell(page, /kept/).count()).toBe(0)
  })

  it('and rejected ones go to the bin and come back', async () => {
    const { page, bench } = await openBatch(3)
    const results = join(bench.home, 'Lightbench')
    const files = readdirSync(results)
    await cell(page, /^photo-02/).click()
    await page.keyboard.press('x')
    await page.keyboard.press('Control+Backspace')
    const question = dialog(page, 'Move rejected to the bin')
    await question.getByText('1 rejected result goes to the system’s bin.').waitFor()
    await button(question, 'Move 1 to the bin').click()
    await page.getByText('1 moved to the bin').waitFor()
    await question.waitFor({ state: 'hidden' })
    await soon(() => readdirSync(results).length).toBe(2)
    await page.keyboard.press('Control+z')
    await soon(() => readdirSync(results)).toEqual(files)
    await cell(page, /^photo-02.*rejected$/).waitFor()
  })

  it('and done again exactly, with the price before anything runs', async () => {
    const { page, bench } = await openBatch(2)
    await cell(page, /^photo-01/).click()
    await page.keyboard.press('a')
    const quote = dialog(page, 'Exactly again: 1 picture')
    await quote.getByText('The same picture: this model always gives').waitFor()
    await button(quote, 'Edit 1 picture').click()
    await soon(() => batchHeader(page).textContent()).toMatch(/1 done/)
    expect(readdirSync(join(bench.home, 'Lightbench'))).toHaveLength(3)
  })

  it('and compared beside each other: the best is kept and the others are rejected by one key', async () => {
    const { page } = await openBatch(3)
    await cell(page, /^photo-01/).click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('c')
    await page.getByRole('group', { name: '3 pictures side by side' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('w')
    await page.getByText('One kept, 2 rejected').waitFor()
    await page.keyboard.press('Escape')
    await cell(page, /^photo-02.*kept$/).waitFor()
    await soon(() => cell(page, /rejected/).count()).toBe(2)
    await page.keyboard.press('Control+z')
    await soon(() => cell(page, /kept|rejected/).count()).toBe(0)
  })

  /** A finished batch of pictures that were turned by this machine. */
  async function openBatch(count: number) {
    const bench = createBench(browser())
    const photos = await makePictures(join(bench.folder, 'photos'), count)
    const { page, window } = await bench.open()
    await dropOnto(page, photos)
    await soon(() => cells(page).count()).toBe(count)
    await page.getByRole('slider', { name: 'Exposure' }).press('ArrowRight')
    await runAll(page)
    await soon(() => batchHeader(page).textContent()).toMatch(new RegExp(`${count} done`))
    return { page, bench, window }
  }
})

/** What is read aloud of the picture the keyboard is on. */
async function currentName(page: Page): Promise<string> {
  return (await page.locator('.grid-cell[data-current]').textContent()) ?? ''
}
