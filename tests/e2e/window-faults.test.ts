import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ScenarioCommand } from '../../electron/practice/scenario-command.ts'
import { chromiumPath } from '../support/chromium.ts'
import { startServices } from '../support/service-process.ts'
import { refusalOf } from '../support/service-scenarios.ts'
import { createBench, useChromium } from '../support/window-bench.ts'
import { dropOnto } from '../support/window-drop.ts'
import {
  askForQuote,
  batchHeader,
  button,
  cell,
  cells,
  chooseModel,
  confirmButton,
  dialog,
  prompt,
} from '../support/window-page.ts'
import { makePictures } from '../support/window-pictures.ts'
import { soon } from '../support/window-soon.ts'

const pictures = 8
const price = 40_000_000
const refusedNames = ['photo-02', 'photo-04', 'photo-07']

/** Six answers of “too many requests” before anything is accepted, and three pictures whose input is refused. */
const faults: readonly ScenarioCommand[] = [
  ...Array.from({ length: 6 }, (): ScenarioCommand => ({
    service: 'runflow',
    rule: 'next',
    request: 'submit',
    scenarios: [{ kind: 'status', status: 429, retryAfterS: 0 }],
  })),
  ...refusedNames.map((words) => refusalOf(words, 'The picture is refused')),
]

describe.skipIf(chromiumPath === null)('a paid batch that meets faults', () => {
  const browser = useChromium()

  it('rides out a storm of 429s, shows three refusals, and pays once for each picture after they are retried', async () => {
    const services = await startServices(['--scenario', JSON.stringify(faults)])
    const bench = createBench(browser(), services.environment)
    const { page } = await bench.open()
    await dropOnto(page, await makePictures(join(bench.folder, 'photos'), pictures))
    await soon(() => cells(page).count()).toBe(pictures)
    await chooseModel(page, 'Reve edit')
    await prompt(page).fill('make {name} warm')
    const quote = await askForQuote(page)
    expect(await confirmButton(quote).textContent()).toBe('Send 8 for at most $0.32')
    await confirmButton(quote).click()

    const header = batchHeader(page)
    await soon(() => header.textContent()).toMatch(/done, some failed.*5 done.*3 failed.*\$0\.20 spent/)
    const { runflow: first } = await services.inspect()
    expect(first.requests.filter(({ status }) => status === 429)).toHaveLength(6)
    expect(first).toMatchObject({ charges: 5, charged: 5 * price })
    expect(first.paid, 'accepted once for each picture').toHaveLength(pictures)

    await cell(page, 'photo-04').click()
    const item = page.getByRole('region', { name: 'Item' })
    await item.getByRole('alert').getByText('The picture is refused').waitFor()
    await item.getByRole('alert').getByText('Cost nothing').waitFor()
    await item.getByText('Change the prompt or the parameters').waitFor()

    await button(header, /^Retry 3/).click()
    const retry = dialog(page, 'Retry 3 failed pictures')
    await retry.getByRole('radio', { name: 'Other words' }).click()
    await retry.getByRole('textbox', { name: 'New prompt' }).fill('make it cool')
    await button(retry, 'Retry 3 for at most $0.12').click()
    await soon(() => header.textContent()).toMatch(/8 done.*\$0\.32 spent/)

    const { runflow } = await services.inspect()
    expect(runflow).toMatchObject({ charges: pictures, charged: pictures * price })
    expect(runflow.paid).toHaveLength(pictures + refusedNames.length)
    expect(new Set(runflow.paid.map(({ clientRef }) => clientRef)).size).toBe(runflow.paid.length)
    expect(runflow.paid.filter(({ prompt }) => prompt === 'make it cool')).toHaveLength(3)
    await soon(() => page.locator('.sidebar__foot').textContent()).toContain('$0.32')
  })
})
