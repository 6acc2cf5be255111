import type { Locator, Page } from 'playwright-core'

// The window by the words that are read in it.

export function grid(page: Page): Locator {
  return page.getByRole('grid', { name: 'Pictures' })
}

export function cells(page: Page): Locator {
  return grid(page).getByRole('gridcell')
}

/** The picture whose name begins so, as it is read aloud: with its status and what is wrong with it. */
export function cell(page: Page, name: string | RegExp): Locator {
  return grid(page).getByRole('gridcell', { name })
}

export function dialog(page: Page, name: string | RegExp): Locator {
  return page.getByRole('dialog', { name })
}

export function button(page: Page | Locator, name: string | RegExp): Locator {
  return page.getByRole('button', { name })
}

export function prompt(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt' })
}

export function recipe(page: Page): Locator {
  return page.getByRole('region', { name: 'Recipe' })
}

/** The bar at the lower edge, which is there while a batch goes on or waits for something. */
export function batchBar(page: Page): Locator {
  return page.getByRole('region', { name: 'Running batch' })
}

/** What stands above the pictures of a batch. */
export function batchHeader(page: Page): Locator {
  return page.locator('.batch-header')
}

export function practiceBand(page: Page): Locator {
  return page.getByRole('status').filter({ hasText: 'Simulated services' })
}

export async function chooseModel(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Model' }).click()
  await page.getByRole('option', { name: new RegExp(`^${name.replaceAll('.', '\\.')} `) }).click()
}

export async function switchPracticeOn(page: Page): Promise<void> {
  await button(page, 'Practice mode tries everything').click()
  await practiceBand(page).waitFor()
}

export async function addSamples(page: Page): Promise<void> {
  await button(page, 'Use sample pictures').click()
  await cells(page).first().waitFor()
}

/** Leads from the recipe to the quote, and resolves when the quote is there. */
export async function askForQuote(page: Page): Promise<Locator> {
  await button(recipe(page), /^Run \d+/).click()
  const quote = dialog(page, /^Quote for/)
  await confirmButton(quote).waitFor()
  return quote
}

/** The one button of a quote that starts the batch. */
export function confirmButton(quote: Locator): Locator {
  return button(quote, /^(Edit \d|Practice on|Send \d)/)
}

export async function runAll(page: Page): Promise<void> {
  await confirmButton(await askForQuote(page)).click()
  await batchHeader(page).waitFor()
}
