import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ScenarioCommand } from '../../electron/practice/scenario-command.ts'
import { chromiumPath } from '../support/chromium.ts'
import { filesBelow } from '../support/test-run.ts'
import { startServices } from '../support/service-process.ts'
import { letTimePass } from '../support/service-scenarios.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  askForQuote,
  batchBar,
  batchHeader,
  button,
  cell,
  cells,
  chooseModel,
  confirmButton,
  dialog,
  prompt,
  recipe,
  runAll,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const pictures = 5

/** Two of them take so long that the batch is certainly not over when the others are. */
const slowNames = ['photo-02', 'photo-04']
const slow = slowNames.flatMap((words): ScenarioCommand[] => [
  { service: 'runflow', rule: 'match', request: 'submit', words, scenarios: [{ kind: 'run', runningMs: 8_000 }] },
  { service: 'aimlapi', rule: 'match', request: 'submit', words, scenarios: [{ kind: 'generation', takesMs: 10_000 }] },
])

/** A paid batch that is under way at a service that takes its time. */
async function startBatch(browser: Browser, model: 'Reve edit' | 'Reve edit-image') {
  const services = await startServices(['--delays', 'realistic', '--scenario', JSON.stringify(slow)])
  const bench = createBench(browser, services.environment)
  const { window, page } = await bench.open()
  await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
  await soon(() => cells(page).count()).toBe(pictures)
  await chooseModel(page, model)
  await prompt(page).fill('make {name} warm')
  await runAll(page)
  return { services, bench, window, page }
}

async function showBatch(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Batches' }).getByRole('button', { name: '#1' }).click()
  await batchHeader(page).waitFor()
}

describe.skipIf(chromiumPath === null)('a window that ends in the middle of a batch', () => {
  const browser = useChromium()

  it.each(['stop', 'kill'] as const)(
    'goes on by itself after %s, and nothing is paid twice',
    async (how) => {
      const { services, bench, window, page } = await startBatch(browser(), 'Reve edit')
      await soon(() => batchHeader(page).textContent()).toMatch(/[1-3] done/)
      await window[how]()
      await page.context().close()
      const before = await services.inspect()
      expect(before.runflow.charges).toBeLessThan(pictures)

      const { page: again } = await bench.open()
      await batchBar(again).getByText('running').waitFor()
      await showBatch(again)
      await soon(() => batchHeader(again).textContent()).toMatch(/5 done.*\$0\.20 spent/)
      await soon(() => batchBar(again).isVisible()).toBe(false)
      const { runflow } = await services.inspect()
      expect(runflow.charges).toBe(pictures)
      expect(new Set(runflow.paid.map(({ clientRef }) => clientRef)).size).toBe(pictures)
      expect(filesBelow(join(bench.home, 'Lightbench'))).toHaveLength(pictures)
    },
    60_000,
  )

  it('is known again by a page that stayed open, once the new address was opened beside it', async () => {
    const services = await startServices([])
    const bench = createBench(browser(), services.environment)
    const { window, page } = await bench.open({ attempts: /ERR_CONNECTION_REFUSED|status of 401/ })
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
    await soon(() => cells(page).count()).toBe(pictures)
    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('make it warm')
    await recipe(page).getByText('= $0.20').waitFor()
    const shown = await page.evaluate(() => performance.timeOrigin)
    await window.stop()
    await page.getByText('Lightbench does not answer').waitFor()

    const started = await bench.start()
    expect(new URL(started.url).origin, 'the port it had').toBe(new URL(page.url()).origin)
    await page.getByText('Lightbench was started anew').waitFor()
    const other = await page.context().newPage()
    await other.goto(started.url)
    await soon(() => cells(other).count()).toBe(pictures)
    await soon(() => page.evaluate(() => performance.timeOrigin).catch(() => shown)).not.toBe(shown)
    await soon(() => cells(page).count()).toBe(pictures)
    await soon(() => prompt(page).inputValue()).toBe('make it warm')
    await confirmButton(await askForQuote(page)).waitFor()
  })

  it('lists what was sent and never answered, gives one up, and sends the others again at the stated price', async () => {
    const { services, bench, window, page } = await startBatch(browser(), 'Reve edit-image')
    await soon(async () => {
      const prompts = (await services.inspect()).aimlapi.paid.map(({ prompt }) => prompt)
      return slowNames.filter((name) => prompts.some((text) => text.includes(name)))
    }).toEqual(slowNames)
    await window.kill()
    await page.context().close()
    letTimePass(bench.library)

    const { page: again } = await bench.open()
    await showBatch(again)
    const header = batchHeader(again)
    const unanswered = header.getByRole('status').filter({ hasText: /without an answer|lost\./ })
    await unanswered.waitFor()
    await soon(() => header.textContent()).toMatch(/needs a decision/)
    const { paid } = (await services.inspect()).aimlapi
    const [unresolved, done] = [await countOf(header, 'without an answer'), await countOf(header, 'done')]
    expect(unresolved).toBeGreaterThan(1)
    expect(unresolved + done, 'the rest was sent by itself').toBe(pictures)
    expect(paid.length).toBeLessThanOrEqual(pictures)

    await cell(again, /Sent, no answer yet/)
      .first()
      .click()
    await button(again.getByRole('region', { name: 'Item' }), 'Decide…').click()
    await button(dialog(again, '1 request to decide about'), 'Give up').click()
    await soon(() => countOf(header, 'failed')).toBe(1)
    expect((await services.inspect()).aimlapi.paid).toHaveLength(paid.length)

    await button(header, `Decide ${unresolved - 1}…`).click()
    await button(dialog(again, /to decide about/), /^Send again \(\$0\.\d+\)$/).click()
    await soon(() => countOf(header, 'done')).toBe(pictures - 1)
    expect((await services.inspect()).aimlapi.paid).toHaveLength(paid.length + unresolved - 1)
  })
})

/** The number on the chip of a status, 0 where there is none. */
async function countOf(header: ReturnType<typeof batchHeader>, status: string): Promise<number> {
  const chips = await header.getByRole('group', { name: 'Show only' }).getByRole('button').allTextContents()
  return Number(chips.find((chip) => chip.endsWith(` ${status}`))?.split(' ')[0] ?? 0)
}
