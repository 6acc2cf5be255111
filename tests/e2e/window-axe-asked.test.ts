import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScenarioCommand } from '../../electron/practice/scenario-command.ts'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { letTimePass } from '../support/service-scenarios.ts'
import { createAxeChecks } from '../support/window-axe.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  batchBar,
  batchHeader,
  button,
  cells,
  chooseModel,
  dialog,
  prompt,
  recipe,
  runAll,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

/** So long that whatever is asked meanwhile is asked of a running batch. */
const slow: ScenarioCommand = {
  service: 'aimlapi',
  rule: 'match',
  request: 'submit',
  words: 'warm',
  scenarios: [{ kind: 'generation', takesMs: 60_000 }],
}

describe.skipIf(chromiumPath === null)('axe finds nothing wrong in what is asked and told', () => {
  const browser = useChromium()

  it('while pictures come in and a recipe is kept', async () => {
    const bench = createBench(browser())
    const { page } = await bench.open()
    const { check, checkMenu, found } = createAxeChecks(page)
    const photos = join(bench.folder, 'photos')
    const files = await makePictures(photos, 3)
    writeFileSync(join(photos, 'notes.txt'), 'no picture')
    await dropOnto(page, [...files, join(photos, 'notes.txt')])
    await soon(() => cells(page).count()).toBe(3)
    await button(page, /left out/).click()
    await dialog(page, 'What was added').waitFor()
    await check('what was added')
    await page.keyboard.press('Escape')
    await dialog(page, 'What was added').waitFor({ state: 'hidden' })
    await cells(page).first().click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    await checkMenu('menu of a picture')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    await button(recipe(page), 'Save, rename, export…').click()
    await page.getByRole('menuitem', { name: 'Save as…' }).click()
    await dialog(page, 'Save recipe').waitFor()
    await check('save recipe')
    expect(found).toEqual([])
  })

  it('while a batch runs, is cancelled, waits for an answer and for a window that is gone', async () => {
    const services = await startServices(['--scenario', JSON.stringify([slow])])
    const bench = createBench(browser(), services.environment)
    const { page, window } = await bench.open()
    const first = createAxeChecks(page)
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 2))
    await soon(() => cells(page).count()).toBe(2)
    await chooseModel(page, 'Reve edit-image')
    await prompt(page).fill('make it warm')
    await runAll(page)
    await soon(async () => (await services.inspect()).aimlapi.paid.length).toBe(2)
    await button(batchBar(page), 'Cancel').click()
    await page.getByRole('alertdialog', { name: 'Cancel batch 1?' }).waitFor()
    await first.check('cancel')
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog', { name: 'Cancel batch 1?' }).waitFor({ state: 'hidden' })
    await window.kill()
    await page.getByRole('alertdialog', { name: 'Lightbench does not answer' }).waitFor()
    await first.check('connection lost')
    expect(first.found).toEqual([])

    letTimePass(bench.library)
    const { page: again } = await bench.open()
    const { check, found } = createAxeChecks(again)
    await again.getByRole('navigation', { name: 'Batches' }).getByRole('button', { name: '#1' }).click()
    await button(batchHeader(again), 'Decide 2…').click()
    await dialog(again, '2 requests to decide about').waitFor()
    await check('decide')
    expect(found).toEqual([])
  })

  it('when a cap stands in the way of a batch', async () => {
    const services = await startServices()
    const bench = createBench(browser(), services.environment)
    mkdirSync(bench.library, { recursive: true })
    writeFileSync(join(bench.library, 'settings.json'), JSON.stringify({ caps: { batchUsd: '0.05' } }))
    const { page } = await bench.open()
    const { check, found } = createAxeChecks(page)
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 3))
    await soon(() => cells(page).count()).toBe(3)
    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('make it warm')
    await button(recipe(page), /^Run \d+/).click()
    await dialog(page, /^Quote for/).waitFor()
    await check('quote above the cap')
    expect(found).toEqual([])
  })
})
