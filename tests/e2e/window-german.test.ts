import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ScenarioCommand } from '../../electron/practice/scenario-command.ts'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { createAxeChecks } from '../support/window-axe.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import { button, dialog, prompt } from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const refused: ScenarioCommand = {
  service: 'runflow',
  rule: 'match',
  request: 'submit',
  words: 'photo-01',
  scenarios: [
    { kind: 'run', end: 'failed', failureCode: 'INPUT_VALIDATION_FAILED', failureMessage: 'The picture is refused' },
  ],
}

describe.skipIf(chromiumPath === null)('a German window', () => {
  const browser = useChromium()

  it('asks, pays and tells what failed in German, with sums as they are written there', async () => {
    const services = await startServices(['--scenario', JSON.stringify([refused])])
    const bench = createBench(browser(), services.environment)
    mkdirSync(bench.library, { recursive: true })
    writeFileSync(
      join(bench.library, 'settings.json'),
      JSON.stringify({ window: { language: 'de' }, caps: { batchUsd: '1234.56' } }),
    )
    const { page } = await bench.open()
    const { check, found } = createAxeChecks(page)
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 2))
    const pictures = page.getByRole('grid', { name: 'Bilder' }).getByRole('gridcell')
    await soon(() => pictures.count()).toBe(2)
    await chooseReveEdit(page)
    const recipe = page.getByRole('region', { name: 'Rezept' })
    await soon(() => textOf(recipe)).toContain('Innerhalb der Grenze von 1.234,56 $ für diesen Stapel')
    expect(await textOf(recipe)).toContain('2 × 0,04 $= 0,08 $')

    await typeCaps(recipe)
    await button(recipe, /starten…$/).click()
    const quote = dialog(page, /^Angebot für 2 Bilder/)
    const send = button(quote, /senden für höchstens/)
    await send.waitFor()
    expect(await textOf(send)).toBe('2 senden für höchstens 0,08 $')
    expect(await textOf(quote)).toContain('2.345,50 $ für diesen Stapel')
    expect(await textOf(quote)).toContain('An Runflow: die Bilder und der Prompt.')
    expect(await textOf(quote)).toMatch(/Guthaben[\d.]+,\d\d \$/)
    await check('quote')
    await send.click()

    const failed = page.getByRole('gridcell', { name: /photo-01/ })
    await soon(() => textOf(page.locator('.batch-header'))).toContain('1 fehlgeschlagen')
    await failed.click()
    const note = page.locator('.failure-note')
    await soon(() => textOf(note)).toMatch(/^(Werte|Inhalt) abgelehnt: /)
    expect(await note.locator('[lang=en]').textContent()).toContain('The picture is refused')
    await check('failed item')
    expect(found).toEqual([])
  })

  it('goes on with the cap it offers, which stands in the field as it is written there', async () => {
    const services = await startServices()
    const bench = createBench(browser(), services.environment)
    mkdirSync(bench.library, { recursive: true })
    writeFileSync(
      join(bench.library, 'settings.json'),
      JSON.stringify({ window: { language: 'de' }, caps: { batchUsd: '0.05' } }),
    )
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), 3))
    await chooseReveEdit(page)
    await button(page.getByRole('region', { name: 'Rezept' }), /^3 starten…$/).click()
    await button(dialog(page, /^Angebot für 3 Bilder/), /senden für höchstens/).click()
    await button(page, 'Grenze ändern…').first().click()
    const asked = dialog(page, 'Grenze von Stapel 1')
    const field = asked.getByLabel('Grenze in Dollar')
    await soon(() => field.inputValue()).toBe('0,12')
    await button(asked, 'Speichern und fortsetzen').click()
    await soon(() => textOf(page.locator('.batch-header'))).toContain('3 fertig')
    expect(await textOf(page.locator('.batch-header'))).toContain('Grenze 0,12 $')
  })

  it('names a path that is none in German', async () => {
    const bench = createBench(browser())
    mkdirSync(bench.library, { recursive: true })
    writeFileSync(join(bench.library, 'settings.json'), JSON.stringify({ window: { language: 'de' } }))
    const { page } = await bench.open()
    const { check, found } = createAxeChecks(page)
    await openTypedPath(page)
    await page.getByRole('combobox', { name: 'Datei oder Ordner' }).fill(join(bench.folder, 'nowhere'))
    await page.keyboard.press('Enter')
    const asked = dialog(page, 'Pfad eingeben…')
    await soon(() => textOf(asked)).toContain('Datei nicht gefunden: ')
    await check('a path that is none')
    expect(found).toEqual([])
  })
})

async function chooseReveEdit(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Modell' }).click()
  await page.getByRole('option', { name: /^Reve edit / }).click()
  await prompt(page).fill('make {name} warm')
}

/** Whatever stands between thousands, numbers and their signs is read as a space. */
async function textOf(place: Locator): Promise<string> {
  return ((await place.textContent()) ?? '').replaceAll(/\s/g, ' ')
}

/** What is no amount is told, and one with a comma is taken. */
async function typeCaps(recipe: Locator): Promise<void> {
  const cap = recipe.getByLabel('Grenze für diesen Stapel')
  await cap.fill('fünf')
  await recipe.getByText('Einen Betrag in Dollar eingeben, etwa 5,00.').waitFor()
  await cap.fill('2.345,50 $')
  await soon(() => textOf(recipe)).toContain('Innerhalb der Grenze von 2.345,50 $')
}

async function openTypedPath(page: Page): Promise<void> {
  await button(page, 'Hinzufügen').first().click()
  await page.getByRole('menuitem', { name: 'Pfad eingeben…' }).click()
}
