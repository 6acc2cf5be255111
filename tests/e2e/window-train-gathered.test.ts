import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { boardSmallTrain } from '../support/train.ts'
import { useChromium } from '../support/window-bench.ts'
import { doWithKept, doWithResult, filters, found, results, selectFirst } from '../support/window-history.ts'
import { button, dialog } from '../support/window-page.ts'
import { soon } from '../support/window-soon.ts'

const gathered = `SELECT json_group_array(json_array(name, output_id)) FROM
  (SELECT name, output_id FROM collection LEFT JOIN collection_member ON collection_id = collection.id
   WHERE removed_at IS NULL ORDER BY 1, 2)`
const searches = `SELECT json_group_array(json_array(name, query)) FROM
  (SELECT name, query FROM saved_search WHERE removed_at IS NULL ORDER BY name)`

describe.skipIf(chromiumPath === null)('on the train, what was found is gathered', () => {
  const browser = useChromium()

  it('collections and saved searches change by hand, and each change is taken back', async () => {
    const { page, train } = await boardSmallTrain(browser(), 80)
    await button(page, 'Save this search').click()
    await dialog(page, 'Save this search').getByRole('textbox').fill('All of it')
    await page.keyboard.press('Enter')
    await soon(() => train.askAll('SELECT name FROM saved_search')).toEqual(['All of it'])
    await selectFirst(page, 2)
    await page.keyboard.press('Escape')
    const isUndone = async (state: string, change: () => Promise<void>, said: string | RegExp): Promise<void> => {
      const before = train.ask(state)
      await change()
      await page.getByText(said).waitFor()
      expect(train.ask(state)).not.toBe(before)
      await page.keyboard.press('Control+z')
      await soon(() => train.ask(state)).toBe(before)
    }
    await isUndone(
      gathered,
      async () => {
        await doWithResult(page, results(page).first(), /^Add to a collection/)
        await dialog(page, /^Add to a collection/)
          .getByRole('button', { name: /^To print/ })
          .click()
      },
      '1 result added to “To print”',
    )
    await isUndone(gathered, () => doWithKept(page, 'Website', 'Remove'), 'Collection “Website” removed')
    await isUndone(
      searches,
      async () => {
        await button(page, 'One for each source').click()
        await doWithKept(page, 'All of it', 'Make it what is asked for now')
      },
      'Search “All of it” asks for something else now',
    )
    await isUndone(searches, () => doWithKept(page, 'All of it', 'Remove'), 'Search “All of it” removed')
    await filters(page)
      .getByRole('button', { name: /^To print/ })
      .click()
    await soon(() => found(page).textContent()).toMatch(/^1 source · 1 result/)
    await isUndone(
      gathered,
      () => doWithResult(page, results(page).first(), 'Take out of “To print”'),
      '1 result taken out of “To print”',
    )
  })
})
