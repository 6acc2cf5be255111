import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { filesBelow } from '../support/test-run.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import { batchHeader, button, cell, cells, dialog, recipe, runAll } from '../support/window-page.ts'
import { soon } from '../support/window-soon.ts'
import { hostileNames, makeCarelessFolder, unreadable } from '../support/window-tree.ts'

/** One picture and its copy, and those with hostile names. */
const good = 2 + hostileNames.length
const added = good + unreadable.length

/** Signs that some system refuses in names, or that turn what is read, do not reach a copy's name. */
function asKept(name: string): string {
  return name.replaceAll(/[<>:"]/g, '_').replaceAll('\u202e', '')
}

async function setRotation(page: Page): Promise<void> {
  const rotation = recipe(page).getByRole('group', { name: 'Rotate' })
  await rotation.getByRole('textbox').fill('90')
  await rotation.getByRole('textbox').press('Tab')
}

describe.skipIf(chromiumPath === null)('a folder as a careless day leaves it', () => {
  const browser = useChromium()

  it('is sorted with counts and reasons, and what is good in it is edited', async () => {
    const bench = createBench(browser())
    const folder = await makeCarelessFolder(bench.folder)
    const { page } = await bench.open()
    await dropOnto(page, [folder])
    await soon(() => cells(page).count()).toBe(added)

    const banner = page.getByRole('status').filter({ hasText: 'added' })
    await soon(() => banner.textContent()).toBe(`${added} added · 1 duplicate · 5 left out`)
    await button(page, 'Show what was left out').click()
    const details = dialog(page, 'What was added')
    const lines = await details.getByRole('listitem').allTextContents()
    expect(lines.filter((line) => /\D\d$/.test(line))).toEqual([
      'Hidden2',
      'Left behind by a system or program1',
      'Not a picture Lightbench reads1',
      'Empty file1',
    ])
    await page.keyboard.press('Escape')

    await setRotation(page)
    await runAll(page)
    const header = batchHeader(page)
    await soon(() => header.textContent()).toMatch(new RegExp(`${good} done.*${unreadable.length} failed`))
    for (const name of unreadable) {
      await cell(page, name).click()
      const alert = page.getByRole('region', { name: 'Item' }).getByRole('alert')
      expect(await alert.textContent(), 'a sentence and what to do').toMatch(
        /^[A-Z][^.]+\..*(Open it in|Convert it to)/,
      )
    }
    expect(filesBelow(join(bench.home, 'Lightbench'))).toHaveLength(good)
    expect(await page.evaluate(() => 'wasRun' in window), 'a name was run as a script').toBe(false)
  })

  it('shows every hostile name as the text it is, in the grid, in the tree and in the loupe', async () => {
    const bench = createBench(browser())
    const folder = await makeCarelessFolder(bench.folder)
    const { page } = await bench.open()
    await dropOnto(page, [join(folder, 'hostile')])
    await soon(() => cells(page).count()).toBe(hostileNames.length)
    for (const name of hostileNames) await cell(page, asKept(name).slice(0, 60)).waitFor()
    await page.getByRole('treeitem', { name: /hostile/ }).waitFor()
    await cells(page).first().dblclick()
    for (const _name of hostileNames) {
      await page.locator('.view-bar__name').waitFor()
      await page.keyboard.press('ArrowRight')
    }
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
    expect(await page.locator('img[src="x"], .view-bar script').count()).toBe(0)
  })
})
