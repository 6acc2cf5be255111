import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { refusalOf } from '../support/service-scenarios.ts'
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
  recipe,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const pictures = 4

describe.skipIf(chromiumPath === null)('a page that is loaded again in the very moment of a press', () => {
  const browser = useChromium()

  it('does it once or not at all, and every picture is paid for once in the end', async () => {
    const services = await startServices([
      '--delays',
      'realistic',
      '--scenario',
      JSON.stringify([refusalOf('photo-02')]),
    ])
    const bench = createBench(browser(), services.environment)
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
    await soon(() => cells(page).count()).toBe(pictures)
    await chooseModel(page, 'Reve edit')
    await reload(page)
    await prompt(page).fill('make {name} warm')
    await reload(page)
    await soon(() => prompt(page).inputValue()).toBe('make {name} warm')
    await button(recipe(page), /^Run \d+/).click()
    await reload(page)
    expect((await services.inspect()).runflow.paid, 'a quote that was never seen sends nothing').toEqual([])

    await confirmButton(await askForQuote(page)).click()
    await reload(page)
    const list = page.getByRole('navigation', { name: 'Batches' }).getByRole('button', { name: '#1' })
    // The press may have reached nobody.
    if ((await list.count()) === 0 && !(await batchBar(page).isVisible())) {
      await confirmButton(await askForQuote(page)).click()
    }
    await list.click()
    await pressAndReload(page, 'Pause')
    await pressAndReload(page, 'Resume')
    await list.click()
    await soon(async () => {
      // A press that reached nobody is made again, as a person would.
      const resume = button(batchBar(page), 'Resume')
      if (await resume.isVisible()) await resume.click()
      return batchHeader(page).textContent()
    }).toMatch(/3 done.*1 failed.*\$0\.12 spent/)

    await cell(page, /^photo-01/).click()
    await page.keyboard.press('p')
    await reload(page)
    await list.click()
    await cell(page, /^photo-01.*kept/).waitFor()
    await button(batchHeader(page), /^Retry 1/).click()
    const retry = dialog(page, 'Retry 1 failed picture')
    await retry.getByRole('radio', { name: 'Other words' }).click()
    await retry.getByRole('textbox', { name: 'New prompt' }).fill('make it cool')
    await button(retry, /^Retry 1 for at most/).click()
    await reload(page)
    await list.click()
    await soon(async () => {
      if (await button(batchHeader(page), /^Retry 1/).isVisible()) return 'not yet retried'
      return (await batchHeader(page).textContent())?.match(/\d done/)?.[0]
    }).toMatch(/4 done|not yet retried/)

    const { runflow } = await services.inspect()
    const accepted = runflow.paid.filter(({ prompt: words }) => words === 'make it cool').length
    expect(accepted, 'the retry was taken once or not at all').toBeLessThanOrEqual(1)
    expect(runflow.charges).toBe(3 + accepted)
    expect(new Set(runflow.paid.map(({ clientRef }) => clientRef)).size, 'no request came twice').toBe(
      runflow.paid.length,
    )
    const batches = page.getByRole('navigation', { name: 'Batches' }).getByRole('listitem')
    expect(await batches.count(), 'one batch, however often its page was loaded').toBe(1)
  })
})

async function reload(page: Page): Promise<void> {
  await page.reload()
  await page.getByRole('gridcell').first().waitFor()
}

/** Presses what the bar offers; where the batch is over already there is nothing to press. */
async function pressAndReload(page: Page, name: 'Pause' | 'Resume'): Promise<void> {
  const press = button(batchBar(page), name)
  if (await press.isVisible()) await press.click()
  await reload(page)
}
