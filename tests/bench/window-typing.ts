import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { cells, chooseModel, prompt } from '../support/window-page.ts'
import { median, type Benchmark } from './measure.ts'
import { inBrowser } from './window/browser.ts'
import { buildPage, skippedWithoutChromium, startBare, startHost, type Served } from './window/host.ts'
import { compareRounds, inTurn } from './window/in-turn.ts'
import { fillTable, linkPictures } from './window/libraries.ts'
import { watchKeys } from './window/probe.ts'
import { inFolder } from './workplace.ts'

const sources = 10_000
const count = sources.toLocaleString('en')
const name = `Typing a prompt with ${count} selected`
const text = 'make it warm and bright, soft light from the left, same face'
const betweenKeysMs = 70

/** From the press of a key to the frame after it, beside a textarea alone on its page. */
export const windowTyping: Benchmark = {
  name: 'window-typing',
  run: async () =>
    skippedWithoutChromium(name) ??
    inFolder(async (folder) => {
      await buildPage()
      await fillTable(folder, await linkPictures(join(folder, 'pictures'), sources))
      const rounds = await inTurn({
        pairs: 3,
        ours: () => typeInto(() => startHost(folder), { path: '', prepare: selectEverything }),
        bare: () => typeInto(() => startBare(folder), { path: 'field', prepare: () => Promise.resolve() }),
      })
      const [middle, tail] = [compareRounds(rounds, part(0.5)), compareRounds(rounds, part(0.95))]
      const longest = compareRounds(rounds, part(1))
      const show = (side: 'ours' | 'bare'): string =>
        `half within ${middle[side].toFixed(1)} ms, 95 % within ${tail[side].toFixed(1)} ms, longest ${longest[side].toFixed(1)} ms`
      return [
        { name, value: show('ours'), ratio: middle.ratio, baseline: `bare textarea, ${show('bare')}` },
        {
          name: `${name}: 95 %`,
          value: `${tail.ours.toFixed(1)} ms`,
          ratio: tail.ratio,
          baseline: `bare textarea, ${tail.bare.toFixed(1)} ms`,
        },
      ]
    }),
}

interface Way {
  readonly path: string
  readonly prepare: (page: Page) => Promise<void>
}

async function typeInto(start: () => Promise<Served>, { path, prepare }: Way): Promise<readonly number[]> {
  const served = await start()
  try {
    return await inBrowser(async ({ page }) => {
      await page.goto(`${served.url}${path}`)
      await prepare(page)
      await prompt(page).fill('')
      await prompt(page).focus()
      await page.evaluate(watchKeys)
      await page.keyboard.type(text, { delay: betweenKeysMs })
      await page.waitForTimeout(200)
      return page.evaluate(() => window.keyMs ?? [])
    })
  } finally {
    await served.stop()
  }
}

async function selectEverything(page: Page): Promise<void> {
  await chooseModel(page, 'Reve edit')
  await page
    .getByRole('status')
    .filter({ hasText: `${count} pictures` })
    .waitFor()
  await cells(page).first().click()
  await page.keyboard.press('Control+a')
  await page.getByText(`${count} selected`).first().waitFor()
}

function part(share: number): (times: readonly number[]) => number {
  return (times) => {
    const sorted = times.toSorted((a, b) => a - b)
    if (sorted.length < text.length) throw new Error(`Of ${text.length} keys only ${sorted.length} were seen.`)
    return share === 0.5 ? median(sorted) : (sorted[Math.ceil(sorted.length * share) - 1] ?? NaN)
  }
}
