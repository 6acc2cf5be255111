import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { refusalOf } from '../support/service-scenarios.ts'
import { createAxeChecks } from '../support/window-axe.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  askForQuote,
  batchBar,
  batchHeader,
  button,
  cell,
  cells,
  chooseModel,
  confirmButton,
  dialog,
  prompt,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const models = ['FLUX.1 dev edit', 'GPT Image 2 edit', 'Reve edit-image', 'Reve edit']
const sections = ['Services', 'Money', 'Output', 'Privacy', 'Speed', 'Appearance', 'Library', 'Diagnostics']

describe.skipIf(chromiumPath === null)('axe finds nothing wrong', () => {
  const browser = useChromium()

  it('on the way from the empty table to the quote', async () => {
    const { page, bench } = await openPaid()
    const { check, found } = createAxeChecks(page)
    await check('empty table')
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 3))
    await soon(() => cells(page).count()).toBe(3)
    await check('grid')
    await page.keyboard.press('Control+a')
    await check('selection')
    for (const model of models) {
      await chooseModel(page, model)
      await prompt(page).fill('make {name} warm')
      await check(`recipe of ${model}`)
    }
    await askForQuote(page)
    await check('quote')
    expect(found).toEqual([])
  })

  it('while a batch runs, when it is over, and where its pictures are compared', async () => {
    const { page, bench } = await openPaid(['--delays', 'realistic'])
    const { check, found } = createAxeChecks(page)
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 3))
    await soon(() => cells(page).count()).toBe(3)
    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('make {name} warm')
    await confirmButton(await askForQuote(page)).click()
    await batchBar(page).waitFor()
    await check('running')
    await soon(() => batchHeader(page).textContent()).toMatch(/2 done.*1 failed/)
    await check('batch done with a failure')
    await cell(page, /^photo-02/).click()
    await check('inspector of a failed item')
    await cell(page, /^photo-01/).click()
    await check('inspector of a done item')
    await page.keyboard.press('e')
    await page.locator('[data-stage]').waitFor()
    await page.keyboard.press('i')
    await check('loupe')
    await page.keyboard.press('c')
    await page.getByRole('slider', { name: 'Line between before and after' }).waitFor()
    await check('before and after')
    await page.getByRole('radio', { name: 'Side by side' }).click()
    await check('side by side')
    await page.keyboard.press('g')
    await button(batchHeader(page), /^Retry 1/).click()
    await dialog(page, 'Retry 1 failed picture').waitFor()
    await check('retry')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+3')
    await page.getByRole('searchbox', { name: 'Search prompts, names, tags, camera' }).waitFor()
    await check('history')
    expect(found).toEqual([])
  })

  it('in settings, palette and shortcuts', async () => {
    const { page } = await openPaid()
    const { check, found } = createAxeChecks(page)
    await button(page, 'Settings').click()
    for (const section of sections) {
      await dialog(page, 'Settings').getByRole('tab', { name: section }).click()
      await dialog(page, 'Settings').getByRole('tabpanel', { name: section }).waitFor()
      await check(`settings: ${section}`)
    }
    await closeDialog(page)
    await page.keyboard.press('Control+k')
    await dialog(page, 'Command palette').waitFor()
    await check('palette')
    await closeDialog(page)
    await page.keyboard.press('?')
    await dialog(page, 'Keyboard shortcuts').waitFor()
    await check('shortcuts')
    await closeDialog(page)
    await button(page, 'Practice mode tries everything').click()
    await check('practice mode')
    expect(found).toEqual([])
  })

  async function openPaid(options: readonly string[] = []) {
    const services = await startServices([...options, '--scenario', JSON.stringify([refusalOf('photo-02')])])
    const bench = createBench(browser(), services.environment)
    return { bench, ...(await bench.open()) }
  }
})

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}
