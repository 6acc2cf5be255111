import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { boardSmallTrain } from '../support/train.ts'
import { createAxeChecks } from '../support/window-axe.ts'
import { useChromium } from '../support/window-bench.ts'
import { filters, result, results, selectFirst } from '../support/window-history.ts'
import { dialog } from '../support/window-page.ts'

const count = 40

describe.skipIf(chromiumPath === null)('axe finds nothing wrong in what was done', () => {
  const browser = useChromium()

  it('in the history, its filters, menus, lists and details', async () => {
    const { page } = await boardSmallTrain(browser(), count)
    const { check, checkMenu, found } = createAxeChecks(page)
    await results(page).first().click()
    await page.getByRole('region', { name: 'Details of the result' }).waitFor()
    await check('history with a result')
    await filters(page).waitFor()
    await check('filters of the history')
    await results(page).first().click({ button: 'right' })
    await page.getByRole('menu').waitFor()
    await checkMenu('menu of a result')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+f')
    await page.keyboard.type('there is no such word')
    await page.getByText('Nothing found').waitFor()
    await check('nothing found')
    await page.keyboard.press('Escape')
    await page.getByRole('radio', { name: 'Batches' }).click()
    await page.getByRole('list', { name: 'Batches, newest first' }).waitFor()
    await check('batches of the history')
    expect(found).toEqual([])
  })

  it('where results are marked, tagged, noted, gathered, binned and done again', async () => {
    const { page } = await boardSmallTrain(browser(), count)
    const { check, found } = createAxeChecks(page)
    await selectFirst(page, 3)
    const dialogs: readonly (readonly [string, string | RegExp])[] = [
      ['t', 'Tags for 3 results'],
      ['n', 'One note for 3 results'],
      ['r', 'Do 3 again with other words'],
      ['Control+e', 'Report'],
    ]
    for (const [key, name] of dialogs) await checkDialog(page, { key, name, check })
    await page.keyboard.press('x')
    await result(page, /rejected/)
      .first()
      .waitFor()
    await checkDialog(page, { key: 'Control+Backspace', name: 'Move rejected to the bin', check })
    expect(found).toEqual([])
  })

  it('where results are compared, proven and paid for', async () => {
    const { page } = await boardSmallTrain(browser(), count)
    const { check, found } = createAxeChecks(page)
    await selectFirst(page, 4)
    await page.keyboard.press('c')
    await page.getByRole('group', { name: '4 pictures side by side' }).waitFor()
    await check('four side by side')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await selectFirst(page, 2)
    await page.keyboard.press('c')
    await page.getByRole('group', { name: '2 pictures side by side' }).waitFor()
    await page.keyboard.press('d')
    await page.getByRole('img', { name: 'What differs' }).waitFor()
    await check('what differs')
    await page.keyboard.press('Escape')
    for (const [command, name] of [
      ['Verify results', 'Verify results'],
      ['Take up results', 'Take up results'],
    ] as const) {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(command)
      await page.keyboard.press('Enter')
      const shown = dialog(page, name)
      await shown.waitFor()
      await check(`dialog: ${name}`)
      await closeDialog(page, shown)
    }
    await page.keyboard.press('Control+4')
    await page.getByRole('region', { name: 'Compare with the services' }).waitFor()
    await check('spend')
    expect(found).toEqual([])
  })
})

interface DialogCheck {
  readonly key: string
  readonly name: string | RegExp
  readonly check: (screen: string) => Promise<void>
}

async function checkDialog(page: Page, { key, name, check }: DialogCheck): Promise<void> {
  await page.keyboard.press(key)
  const shown = dialog(page, name)
  await shown.waitFor()
  await check(`dialog: ${String(name)}`)
  expect(await shown.isVisible()).toBe(true)
  await closeDialog(page, shown)
}

async function closeDialog(page: Page, shown: Locator): Promise<void> {
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'hidden' })
}
