import type { Page } from 'playwright-core'
import { markups } from './markup.ts'

export interface Shown {
  readonly seen: ReadonlySet<string>
  readonly violations: readonly string[]
}

/** Goes through the window and looks what became of the markup: it has to stand there as text. */
export async function lookEverywhere(page: Page): Promise<Shown> {
  const seen = new Set<string>()
  const violations: string[] = []
  const look = async (place: string): Promise<void> => {
    await page.waitForTimeout(100)
    const { ran, words } = await page.evaluate(() => ({
      ran: (window as unknown as Record<string, unknown>)['__ran'] !== undefined, // The mark is no property of windows.
      words: `${document.body.innerText}\n${[...document.querySelectorAll('*')].flatMap((element) => ['title', 'aria-label', 'alt', 'value', 'placeholder'].map((name) => element.getAttribute(name) ?? '')).join('\n')}\n${[...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value).join('\n')}`,
    }))
    if (ran) violations.push(`A script ran: ${place}`)
    for (const markup of markups) if (words.includes(markup)) seen.add(markup)
  }
  await page.getByRole('gridcell').first().waitFor()
  await look('grid')
  for (const cell of (await page.getByRole('gridcell').all()).slice(0, markups.length)) {
    await cell.hover({ timeout: 300 }).catch(() => undefined) // Some lie below the edge.
    await look('name under the pointer')
  }
  await page.getByRole('gridcell').first().click()
  for (const key of ['Enter', 'Escape', 'i', 'Escape', '?', 'Escape', 'Control+k', 'Escape']) {
    await page.keyboard.press(key)
    await look(`after ${key}`)
  }
  for (const entry of await page.getByRole('navigation').getByRole('button').all()) {
    await entry.click({ timeout: 300 }).catch(() => undefined) // What is covered or switched off is not for now.
    await look('an entry at the side')
  }
  return { seen, violations }
}
