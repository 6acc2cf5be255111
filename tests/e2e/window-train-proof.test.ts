import { appendFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { formatUsd, nanoUsd } from '../../shared/domain/money.ts'
import { chromiumPath } from '../support/chromium.ts'
import { boardSmallTrain, type Train } from '../support/train.ts'
import { dollars } from '../support/train-sums.ts'
import { useChromium } from '../support/window-bench.ts'
import { result, selectFirst } from '../support/window-history.ts'
import { button, dialog } from '../support/window-page.ts'
import { soon } from '../support/window-soon.ts'

const count = 80
/** A month of the library in which money was spent. */
const month = { name: 'August 2026', from: '2026-08-01', to: '2026-08-31' }

describe.skipIf(chromiumPath === null)('on the train, everything proves itself', () => {
  const browser = useChromium()

  it('results are verified by the button and by the command, which agree, and take their new places', async () => {
    const { train, folder, page } = await boardSmallTrain(browser(), count)
    const [edited, moved, missing] = train
      .askAll('SELECT path FROM output ORDER BY created_at DESC LIMIT 3')
      .map(String)
    appendFileSync(edited!, 'touched by another program')
    const archive = join(folder, 'archive')
    mkdirSync(archive)
    const place = join(archive, 'a better name.jpg')
    renameSync(moved!, place)
    rmSync(missing!)

    await page.keyboard.press('Control+k')
    await page.keyboard.type('Verify results')
    await page.keyboard.press('Enter')
    const verify = dialog(page, 'Verify results')
    const done = verify.getByText(new RegExp(`^${count} results were`))
    await button(verify, 'Verify').click()
    await done.waitFor()
    expect(await countsIn(verify)).toEqual({ edited: 1, missing: 2, unchanged: count - 3 })
    expect(await countsOf(train)).toEqual({ exitCode: 3, counts: await countsIn(verify) })

    await button(verify, 'Look for the 2 missing…').click()
    await button(verify, 'Look in this folder…').click()
    await page.getByRole('combobox', { name: 'Folder' }).fill(archive)
    await button(page, 'Use this folder').click()
    await verify.getByText(`now ${place}`).waitFor()
    await done.waitFor()
    expect(await countsIn(verify)).toEqual({ edited: 1, missing: 1, moved: 1, unchanged: count - 3 })
    expect(await countsOf(train, '--look-in', archive)).toEqual({ exitCode: 3, counts: await countsIn(verify) })

    await button(verify, 'Take its new place').click()
    await soon(() => countsIn(verify)).toEqual({ edited: 1, missing: 1, unchanged: count - 2 })
    expect(train.askAll(`SELECT path FROM output WHERE path = '${place}'`)).toEqual([place])
    expect(await countsOf(train)).toEqual({ exitCode: 3, counts: await countsIn(verify) })
    await page.keyboard.press('Escape')
    await result(page, /^DSC_00002-11.*File was edited/).waitFor()
    await result(page, /^Straße 0-11.*File is missing/).waitFor()
  })

  it('a contact sheet of the selection opens without a network, with its pictures and the sums of the ledger', async () => {
    const { train, folder, page } = await boardSmallTrain(browser(), count)
    await selectFirst(page, 5)
    await page.keyboard.press('Control+e')
    const report = dialog(page, 'Report')
    await report.getByRole('combobox', { name: 'Folder' }).click()
    await page.getByRole('option', { name: 'Another folder…' }).click()
    const asked = dialog(page, 'Output folder')
    await asked.getByRole('combobox', { name: 'Folder' }).fill(join(folder, 'sheets'))
    await page.keyboard.press('Enter')
    await asked.waitFor({ state: 'hidden' })
    await button(report, 'Make the report').click()
    await report.getByText('Done').waitFor()

    const [name] = readdirSync(join(folder, 'sheets'))
    const { sheet, asks } = await openAlone(join(folder, 'sheets', name!))
    const pictures = sheet.locator('img')
    await soon(() => pictures.count()).toBe(10)
    const sizes = await pictures.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).naturalWidth))
    expect(sizes.every((size) => size > 0)).toBe(true)
    const charged = train.ask(`SELECT sum(amount_nano) FROM ledger JOIN attempt ON attempt.id = attempt_id
      WHERE kind = 'charge' AND item_id IN (SELECT item_id FROM output ORDER BY created_at DESC LIMIT 5)`)
    expect(Number(charged)).toBeGreaterThan(0)
    const sums = await sheet.locator('.sums').first().textContent()
    expect(sums).toContain(`Charged${formatUsd(nanoUsd(Number(charged)))}`)
    expect(sums).toContain('Results5')
    expect(asks, 'but for the file itself').toHaveLength(1)
  })

  it('what was spent adds up to the ledger, and the comparison with the services waits calmly for a network', async () => {
    const { page, train } = await boardSmallTrain(browser(), count)
    expect(await compare(page, train)).toEqual([
      'Runflow: there is no key, so it was not asked.',
      'AIML API: there is no key, so it was not asked.',
    ])
    expect(train.attempts()).toBe('')
  })

  it('a service that has a key and cannot be reached is no alarm either', async () => {
    // Nothing listens there, should something come so far.
    const nowhere = 'http://127.0.0.1:9'
    const { page, train } = await boardSmallTrain(browser(), count, {
      asks: true,
      environment: {
        RUNFLOW_API_KEY: 'a-key-of-a-test',
        AIMLAPI_API_KEY: 'a-key-of-a-test',
        LIGHTBENCH_RUNFLOW_URL: nowhere,
        LIGHTBENCH_AIMLAPI_URL: nowhere,
      },
    })
    const before = train.attempts()
    expect(await compare(page, train)).toEqual([
      'Runflow cannot be reached now. The ledger here is whole without it.',
      'AIML API cannot be reached now. The ledger here is whole without it.',
    ])
    expect(before, 'nothing is asked by itself').toBe('')
    expect(train.attempts(), 'an attempt would have been noticed').toContain('connect')
  })

  /** Opens a file in a browser that has no network, and keeps what it asks for. */
  async function openAlone(path: string) {
    const context = await browser().newContext({ offline: true })
    const asks: string[] = []
    context.on('request', (request) => request.url().startsWith('data:') || asks.push(request.url()))
    const sheet = await context.newPage()
    await sheet.goto(pathToFileURL(path).href)
    return { sheet, asks }
  }
})

/** What the dialog counts, by verdict. */
async function countsIn(verify: Locator): Promise<Readonly<Record<string, number>>> {
  const [names, counts] = await Promise.all(
    ['dt', 'dd'].map((part) => verify.locator(`.verdict-counts ${part}`).allTextContents()),
  )
  return Object.fromEntries(names!.map((name, index) => [name, Number(counts![index])]))
}

/** The same by the command line. */
async function countsOf(train: Train, ...options: string[]) {
  const { lines, exitCode } = await train.run('verify', ...options)
  const counts: Record<string, number> = {}
  for (const { verdict } of lines) counts[String(verdict)] = (counts[String(verdict)] ?? 0) + 1
  return { exitCode, counts }
}

/** Shows what a month cost, holds it against the ledger, and returns what the comparison says of each service. */
async function compare(page: Page, train: Train): Promise<readonly string[]> {
  await page.keyboard.press('Control+4')
  await page.getByRole('combobox', { name: 'Month' }).click()
  await page.getByRole('option', { name: month.name }).click()
  const spent = Number(
    train.ask(`SELECT sum(amount_nano) FROM ledger
      WHERE kind = 'charge' AND mode = 'paid' AND day BETWEEN '${month.from}' AND '${month.to}'`),
  )
  expect(spent).toBeGreaterThan(0)
  const sums = page.locator('.spend-sums__figures')
  await soon(() => sums.textContent()).toContain(`Charged${dollars(spent)}`)
  const { lines } = await train.run('spend', '--from', month.from, '--to', month.to)
  expect(lines.find(({ by }) => by === 'total')).toMatchObject({ chargedUsd: spent / 1e9 })
  const services = page.getByRole('region', { name: 'Compare with the services' })
  await button(services, 'Compare').click()
  await button(services, 'Compare again').waitFor()
  return services.locator('.reconcile__failure').allTextContents()
}
