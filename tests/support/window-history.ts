import type { Locator, Page } from 'playwright-core'
import { button } from './window-page.ts'
import { soon } from './window-soon.ts'

// The history in the window, by the words that are read in it.

export async function showHistory(page: Page): Promise<void> {
  await page.keyboard.press('Control+3')
  await results(page).first().waitFor()
}

export function resultGrid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Results' })
}

export function results(page: Page): Locator {
  return resultGrid(page).getByRole('gridcell')
}

/** The result whose name begins so, as it is read aloud: with its marks and what is wrong with its file. */
export function result(page: Page, name: string | RegExp): Locator {
  return resultGrid(page).getByRole('gridcell', { name })
}

/** The result the keyboard is on. */
export function current(page: Page): Locator {
  return resultGrid(page).locator('[data-current]')
}

/** How much was found, such as “1,204 results · $48.16 charged”. */
export function found(page: Page): Locator {
  return page.locator('.found-bar__count').getByRole('status')
}

export async function findsExactly(page: Page, text: string): Promise<void> {
  await soon(() => found(page).textContent()).toBe(text)
}

export function filters(page: Page): Locator {
  return page.getByRole('region', { name: 'Filters' })
}

/** A choice among the filters; its label ends with the number of results it would show. */
export function choice(page: Page, name: string): Locator {
  return filters(page).getByRole('checkbox', { name: new RegExp(`^${name} [\\d,]+$`) })
}

/** A saved search or a collection among the filters. */
export function kept(page: Page, name: string): Locator {
  return filters(page).getByRole('button', { name: new RegExp(`^${name}( [\\d,]+)?$`) })
}

/** Does what the menu of a saved search or a collection offers. */
export async function doWithKept(page: Page, name: string, item: string | RegExp): Promise<void> {
  await button(filters(page), `What to do with ${name}`).click()
  await page.getByRole('menuitem', { name: item }).click()
}

/** Does what the menu of a result offers. */
export async function doWithResult(page: Page, cell: Locator, item: string | RegExp): Promise<void> {
  await cell.click({ button: 'right' })
  await page.getByRole('menuitem', { name: item }).click()
}

/** Puts words in place of those that are searched for, and goes back to the pictures. */
export async function searchFor(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

export async function clearAll(page: Page): Promise<void> {
  await button(page, 'Clear all').click()
}

/** Selects so many from the first one on, by keyboard. */
export async function selectFirst(page: Page, count: number): Promise<void> {
  await results(page).first().click()
  for (let more = 1; more < count; more += 1) await page.keyboard.press('Shift+ArrowRight')
  await soon(() => resultGrid(page).locator('[aria-selected=true]').count()).toBe(count)
}
