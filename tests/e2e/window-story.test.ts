import { readdirSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  addSamples,
  askForQuote,
  batchBar,
  batchHeader,
  button,
  cell,
  cells,
  chooseModel,
  confirmButton,
  grid,
  practiceBand,
  prompt,
  recipe,
  switchPracticeOn,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

describe.skipIf(chromiumPath === null)('the first picture in five minutes', () => {
  const browser = useChromium()

  it('goes from an empty table to results on disk, in practice mode, with the price before anything runs', async () => {
    const bench = createBench(browser())
    const photos = await makePictures(join(bench.folder, 'photos'), 3)
    const { page } = await bench.open()
    await page.getByText('Drop pictures here').waitFor()
    await switchPracticeOn(page)

    await dropOnto(page, photos)
    await soon(() => cells(page).count()).toBe(3)
    await page.getByText('3 added').waitFor()

    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('invert the colours')
    await recipe(page).getByText('$0.04 / image').first().waitFor()
    await recipe(page).getByText('= $0.12').waitFor()
    await recipe(page).getByText('practice money, nothing is charged').waitFor()

    const quote = await askForQuote(page)
    expect(await confirmButton(quote).textContent()).toBe('Practice on 3 for at most $0.12')
    await quote.getByText('Nothing.').waitFor()
    await confirmButton(quote).click()

    await batchBar(page).waitFor()
    await batchBar(page).getByRole('progressbar').waitFor()
    await cell(page, /Sending|Accepted by the service|The service is working|Fetching/)
      .first()
      .waitFor()
    await cell(page, /photo-01.*Done, 1 result/).waitFor()
    await soon(() => batchHeader(page).textContent()).toMatch(/3 done/)
    await batchHeader(page).getByText('$0.12 practice money').waitFor()
    expect(await practiceBand(page).isVisible()).toBe(true)

    const out = join(bench.home, 'Lightbench')
    await batchHeader(page).getByText(out).waitFor()
    const files = readdirSync(out)
    expect(files).toHaveLength(3)
    for (const file of files) {
      expect(await sharp(join(out, file)).metadata()).toMatchObject({ width: 96, height: 64 })
      const source = photos.find((photo) => basename(photo, extname(photo)) === basename(file, extname(file))) ?? ''
      expect(await differenceOf(source, join(out, file)), `${file} is no copy of its source`).toBeGreaterThan(8)
    }

    await compareByKeyboard(page)
    await button(page, 'Switch off').click()
    await soon(() => practiceBand(page).isVisible()).toBe(false)
  })

  it('tries three sample pictures on this machine at once, because that is free', async () => {
    const bench = createBench(browser())
    const { page } = await bench.open()
    await addSamples(page)
    await recipe(page).getByText('free · on this machine').waitFor()
    await button(recipe(page), 'Try 3').click()
    await soon(() => batchHeader(page).textContent()).toMatch(/3 done/)
    expect(readdirSync(join(bench.home, 'Lightbench'))).toHaveLength(3)
    await button(page, 'All pictures')
      .or(page.getByRole('treeitem', { name: 'All pictures' }))
      .first()
      .click()
    await soon(() => cell(page, /Done, 1 result/).count()).toBe(3)
  })
})

/** How far two pictures of one size are apart on average, in steps of 256. */
async function differenceOf(one: string, other: string): Promise<number> {
  const [left, right] = await Promise.all([one, other].map((path) => sharp(path).removeAlpha().raw().toBuffer()))
  expect(left!.length).toBe(right!.length)
  return left!.reduce((sum, value, at) => sum + Math.abs(value - right![at]!), 0) / left!.length
}

/** Loupe, and the line between before and after. */
async function compareByKeyboard(page: Page): Promise<void> {
  await cells(page).first().click()
  await page.keyboard.press('e')
  await page.getByRole('group', { name: /^photo-01/ }).waitFor()
  await page.getByRole('navigation', { name: 'Pictures beside this one' }).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.getByRole('group', { name: /^photo-02/ }).waitFor()
  await page.keyboard.press('c')
  const line = page.getByRole('slider', { name: 'Line between before and after' })
  await line.focus()
  const before = Number(await line.getAttribute('aria-valuenow'))
  const widths = (): Promise<readonly (readonly [string, number])[]> =>
    page
      .locator('[data-stage] img')
      .evaluateAll((all) =>
        all.map((image) => [(image as HTMLImageElement).src, (image as HTMLImageElement).naturalWidth] as const),
      )
  // A thumbnail stands in for a picture until that is there.
  await soon(async () => new Set((await widths()).map(([src]) => src)).size).toBe(2)
  await soon(async () => (await widths()).every(([, width]) => width > 0)).toBe(true)
  await page.keyboard.press('ArrowRight')
  await soon(async () => Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(before)
  await page.keyboard.press('Escape')
  await grid(page).waitFor()
}
