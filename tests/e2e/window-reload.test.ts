import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  askForQuote,
  batchBar,
  batchHeader,
  button,
  cells,
  chooseModel,
  confirmButton,
  dialog,
  prompt,
  recipe,
} from '../support/window-page.ts'
import { makeManyPictures, makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const pictures = 4
const many = 300

describe.skipIf(chromiumPath === null)('a page that is loaded again', () => {
  const browser = useChromium()

  /** A paid recipe that is ready to run at a service that takes its time. */
  async function prepare() {
    const services = await startServices(['--delays', 'realistic'])
    const bench = createBench(browser(), services.environment)
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
    await soon(() => cells(page).count()).toBe(pictures)
    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('make it warm')
    return { services, page }
  }

  it('loses nothing while a recipe is written, quoted, run and while settings are open', async () => {
    const { services, page } = await prepare()
    await page.reload()
    await soon(() => cells(page).count()).toBe(pictures)
    await soon(() => prompt(page).inputValue()).toBe('make it warm')
    await recipe(page).getByText('= $0.16').waitFor()

    await askForQuote(page)
    await page.reload()
    await soon(() => prompt(page).inputValue()).toBe('make it warm')
    expect((await services.inspect()).runflow.paid, 'a quote that was left sends nothing').toEqual([])

    await confirmButton(await askForQuote(page)).click()
    await batchBar(page).waitFor()
    await page.reload()
    await batchBar(page)
      .getByText(/running|\d\/4/)
      .first()
      .waitFor()

    await button(page, 'Settings').click()
    await dialog(page, 'Settings').getByRole('tab', { name: 'Money' }).click()
    await dialog(page, 'Settings').getByLabel('Cap for each day').fill('7')
    await page.keyboard.press('Tab')
    await soon(() => readDayCap(page)).toBe('7')
    await page.reload()
    await page.getByRole('navigation', { name: 'Batches' }).getByRole('button', { name: '#1' }).click()
    await soon(() => batchHeader(page).textContent()).toMatch(/4 done.*\$0\.16 spent/)
    await button(page, 'Settings').click()
    await dialog(page, 'Settings').getByRole('tab', { name: 'Money' }).click()
    await soon(() => dialog(page, 'Settings').getByLabel('Cap for each day').inputValue()).toMatch(/^7(\.00)?$/)
    expect((await services.inspect()).runflow.charges).toBe(pictures)
  })

  it('has its pictures added on, and goes on with what it was sending itself', async () => {
    const bench = createBench(browser())
    const { page } = await bench.open()
    const folder = join(bench.folder, 'many')
    await makeManyPictures(folder, many)
    await dropOnto(page, [folder])
    await page.getByText(/^Receiving [1-9]/).waitFor()
    await page.reload()
    // What had arrived is there, and how much that was stays until it is read.
    await page.getByText(new RegExp(`\\d+ of ${many} had arrived when sending ended`)).waitFor()
    const arrived = (await ask<{ total: number }>(page, 'sources:list', { after: -1, limit: 1 })).total
    expect(arrived).toBeGreaterThan(0)
    expect(arrived).toBeLessThan(many)

    await dropOnto(page, [folder])
    await soon(() => page.getByText(`${many} pictures`).first().isVisible()).toBe(true)
    const { rows, total } = await ask<{ total: number; rows: { name: string }[] }>(page, 'sources:list', {
      after: -1,
      limit: many * 2,
    })
    expect([total, new Set(rows.map(({ name }) => name)).size]).toEqual([many, many])

    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Type a path…' }).click()
    await page.getByLabel('File or folder').fill(folder)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.reload()
    await soon(() =>
      page
        .getByText(`${many * 2} pictures`)
        .first()
        .isVisible(),
    ).toBe(true)
  })

  it('has selected what was selected', async () => {
    const bench = createBench(browser())
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
    await soon(() => cells(page).count()).toBe(pictures)
    await cells(page).nth(1).click()
    await page.reload()
    await soon(() => cells(page).nth(1).getAttribute('aria-selected')).toBe('true')
    await page.getByText(`${pictures} pictures · 1 selected`).waitFor()
  })

  it('starts one batch however often and in how many tabs its quote is agreed to', async () => {
    const { services, page } = await prepare()
    const other = await page.context().newPage()
    await other.goto(new URL('/', page.url()).href)
    await soon(() => cells(other).count()).toBe(pictures)
    const quote = await askForQuote(page)
    await confirmButton(quote).dblclick()
    await batchHeader(page).waitFor()
    await batchBar(other).waitFor()
    await batchBar(other).getByText('Pause').click()
    await batchBar(page).getByText('Resume').click()
    await soon(() => batchHeader(page).textContent()).toMatch(/4 done/)
    await soon(() => batchBar(other).isVisible()).toBe(false)
    const list = other.getByRole('navigation', { name: 'Batches' }).getByRole('listitem')
    expect(await list.count()).toBe(1)
    const { runflow } = await services.inspect()
    expect([runflow.charges, runflow.paid.length]).toEqual([pictures, pictures])
  })
})

/** What main says, asked as the page does. */
async function ask<T>(page: Page, channel: string, input: unknown): Promise<T> {
  const answer = await page.evaluate(
    async ([channel, input]) => {
      const headers = { 'Content-Type': 'application/json' }
      const response = await fetch(`/api/${channel}`, { method: 'POST', headers, body: JSON.stringify(input) })
      return (await response.json()) as unknown
    },
    [channel, input] as const,
  )
  return (answer as { readonly value: T }).value // Results of what is asked here are never failures.
}

async function readDayCap(page: Page): Promise<string | null> {
  const { caps } = await ask<{ readonly caps: { readonly dayUsd: string | null } }>(page, 'settings:read', null)
  return caps.dayUsd
}
