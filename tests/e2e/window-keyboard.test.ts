import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { filesBelow } from '../support/test-run.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { pick } from '../support/window-drop.ts'
import { tabTo } from '../support/window-focus.ts'
import { batchHeader, button, cell, cells, dialog, grid, prompt } from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

describe.skipIf(chromiumPath === null)('with the keyboard alone', () => {
  const browser = useChromium()

  it('leads from an empty table to a finished batch and back', async () => {
    const bench = createBench(browser())
    const photos = await makePictures(join(bench.folder, 'photos'), 3)
    const { page } = await bench.open()
    await page.getByText('Drop pictures here').waitFor()
    await pick(page, () => page.keyboard.press('Control+o'), photos)
    await soon(() => cells(page).count()).toBe(3)

    await tabTo(page, /^Rotate/)
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Control+Enter')
    const quote = dialog(page, /^Quote for 3/)
    await button(quote, 'Edit 3 pictures').waitFor()
    await tabTo(page, 'Edit 3 pictures')
    await page.keyboard.press('Enter')
    await soon(() => batchHeader(page).textContent()).toMatch(/3 done/)
    expect(filesBelow(join(bench.home, 'Lightbench'))).toHaveLength(3)
    await page.keyboard.press('Control+1')
    await cell(page, /^photo-01.*Done, 1 result/).waitFor()
  })

  it('finds commands by name, shows its keys, takes back what was removed, and leaves one layer at a time', async () => {
    const bench = createBench(browser())
    const photos = await makePictures(join(bench.folder, 'photos'), 3)
    const { page } = await bench.open()
    await pick(page, () => page.keyboard.press('Control+o'), photos)
    await soon(() => cells(page).count()).toBe(3)

    await page.keyboard.press('Control+a')
    await page.getByText('· 3 selected').waitFor()
    await tabTo(page, /^photo-01/)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Delete')
    await soon(() => cells(page).count()).toBe(2)
    await page.keyboard.press('Control+z')
    await soon(() => cells(page).count()).toBe(3)

    await page.keyboard.press('Control+k')
    await page.keyboard.type('keyboard sho')
    await page.getByRole('option', { name: 'Keyboard shortcuts' }).waitFor()
    await page.keyboard.press('Enter')
    const sheet = dialog(page, 'Keyboard shortcuts')
    await sheet.getByText('Quote and run').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })
    await page.keyboard.press('?')
    await sheet.waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })

    await page.keyboard.press('Control+a')
    await page.keyboard.press('e')
    const stage = page.locator('[data-stage]')
    await stage.waitFor()
    await page.keyboard.press('Control+k')
    await dialog(page, 'Command palette').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page, 'Command palette').waitFor({ state: 'hidden' })
    await stage.waitFor()
    await page.keyboard.press('Escape')
    await grid(page).waitFor()
    await page.getByText('· 3 selected').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('· 3 selected').waitFor({ state: 'hidden' })
  })

  it('writes a prompt with variables, and no key of it is a command', async () => {
    const bench = createBench(browser())
    const photos = await makePictures(join(bench.folder, 'photos'), 1)
    const { page } = await bench.open()
    await pick(page, () => page.keyboard.press('Control+o'), photos)
    await soon(() => cells(page).count()).toBe(1)
    await tabTo(page, 'Model')
    await page.keyboard.press('Enter')
    await page.getByRole('listbox').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await prompt(page).waitFor()
    // A list that closes gives the focus back to its field first.
    await page.getByRole('listbox').waitFor({ state: 'hidden' })
    await soon(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('combobox')
    await page.keyboard.press('Control+p')
    await soon(() => prompt(page).evaluate((area) => area === document.activeElement)).toBe(true)
    await page.keyboard.type('gec? / make {na')
    await page.getByRole('option', { name: /name/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(' warm')
    expect(await prompt(page).inputValue()).toBe('gec? / make {name} warm')
    await grid(page).waitFor()
  })
})
