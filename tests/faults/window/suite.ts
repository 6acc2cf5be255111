import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { createApp } from '../../../electron/compose.ts'
import { createDesk } from '../../../electron/desk/create-desk.ts'
import type { Desk } from '../../../electron/desk/desk.ts'
import { startBrowserHost, type BrowserHost } from '../../../electron/hosts/browser/server.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { createRandom } from '../random.ts'
import { models, storeBatch } from '../support/stored-batch.ts'
import { inWorkplace } from '../support/workplace.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'
import { askHostile } from './desk-calls.ts'
import { inject } from './inject.ts'
import { markups } from './markup.ts'
import { lookEverywhere } from './shown-markup.ts'
import { tryStrangers } from './strangers.ts'

export interface WindowPlan {
  readonly calls: number
  readonly strangers: number
  readonly withBrowser: boolean
}

const secret = 'BAIT-51c7'
const pageFolder = resolve(import.meta.dirname, '../../../out/renderer')

export const windowSuite: Suite = {
  name: 'window',
  promise: 'No stranger gets in, no call does what it may not, and no words of others become a script in the page.',
  run: (options) =>
    runWindow(
      { calls: options.isNight ? 80_000 : 8_000, strangers: options.isNight ? 10_000 : 600, withBrowser: true },
      options,
    ),
}

export function runWindow(plan: WindowPlan, { seed }: Pick<SuiteOptions, 'seed'>): Promise<SuiteResult> {
  if (!existsSync(join(pageFolder, 'index.html'))) {
    return Promise.resolve({
      counts: {},
      violations: [],
      skipped: ['The page is not built (npm run build); nothing was proven'],
    })
  }
  return inWorkplace('window', async (folder) => {
    const random = createRandom(seed)
    const bait = join(folder, 'bait.txt')
    writeFileSync(bait, secret)
    const home = await makeLibrary(folder)
    const bugs: string[] = []
    const log = {
      warn: () => undefined,
      error: (message: string, thrown?: unknown) => void bugs.push(`${message}: ${String(thrown)}`),
      addSecret: () => undefined,
      flush: () => Promise.resolve(),
    }
    const app = await createApp({ libraryFolder: home, environment: {}, log })
    const desks: Desk[] = []
    const createOne = (host: Parameters<typeof createDesk>[0]['host']): Desk => {
      const desk = createDesk({ app, host, log })
      desks.push(desk)
      return desk
    }
    const host = await startBrowserHost({
      createDesk: createOne,
      pageFolder,
      log,
      howToEnter: 'Ask.',
    })
    try {
      const results: SuiteResult[] = [
        await tryStrangers(host, {
          count: plan.strangers,
          random: random.fork('strangers'),
          cookie: await cookieOf(host),
        }),
      ]
      const [desk] = desks
      if (desk === undefined) throw new Error('The host made no desk')
      desk.addPaths([join(folder, 'pictures')])
      results.push(plan.withBrowser ? await inBrowser(host) : { counts: {}, violations: [] })
      const mustStay = [bait, join(folder, 'pictures')]
      results.push(await askHostile(desk, { count: plan.calls, random: random.fork('calls'), bait, secret, mustStay }))
      const merged = mergeResults(results)
      return { ...merged, violations: [...merged.violations, ...bugs.map((bug) => `A bug was logged: ${bug}`)] }
    } finally {
      await host.close()
      await app.close()
    }
  })
}

/** Pictures called by markup and with markup in their EXIF, and a batch whose prompt and answer are markup. */
async function makeLibrary(folder: string): Promise<string> {
  const pictures = join(folder, 'pictures')
  mkdirSync(pictures)
  for (const [index, markup] of markups.entries()) {
    const exif = { IFD0: { Artist: markup, Model: markup, ImageDescription: markup } }
    const picture = sharp({
      create: { width: 40, height: 30, channels: 3, background: { r: index * 9, g: 90, b: 120 } },
    })
    await picture
      .withExif(exif)
      .jpeg()
      .toFile(join(pictures, `${markup}.jpg`))
  }
  const home = join(folder, 'home')
  mkdirSync(home)
  const id = await storeBatch({
    home,
    sources: [pictures],
    out: join(folder, 'out'),
    model: models.runflow,
    prompt: markups.join(' ').replaceAll(/[{}$]/g, ''),
  })
  const app = await createApp({
    libraryFolder: home,
    environment: {},
    log: { warn: () => undefined, error: () => undefined, addSecret: () => undefined },
  })
  app.engine.batches.setStatus(id, 'paused', { code: 'provider-unavailable', message: markups.join(' ') })
  app.database.run(
    `UPDATE item SET status = 'failed', error_code = 'provider-failed', error_message = :message WHERE position % 2 = 0`,
    { message: markups[0] ?? '' },
  )
  await app.close()
  return home
}

async function cookieOf(host: BrowserHost): Promise<string> {
  const answer = await fetch(host.newUrl(), { redirect: 'manual' })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

async function inBrowser(host: BrowserHost): Promise<SuiteResult> {
  if (chromiumPath === null)
    return {
      counts: {},
      violations: [],
      skipped: ['There is no Chromium here (apt-get install chromium); no script was tried'],
    }
  const browser = await launchChromium()
  try {
    return await usePage(browser, host)
  } finally {
    await browser.close()
  }
}

/** A page that a script has replaced gives no answer any more. */
function afterMs(ms: number): Promise<null> {
  return new Promise((resolve) => void setTimeout(() => resolve(null), ms).unref())
}

async function usePage(browser: Browser, host: BrowserHost): Promise<SuiteResult> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  const violations: string[] = []
  page.on('dialog', (dialog) => {
    violations.push(`A dialog opened: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(host.origin) && !/^(blob|data):/.test(url)) violations.push(`The page asked ${url}`)
  })
  page.setDefaultTimeout(20_000)
  await page.goto(host.newUrl())
  const shown = await lookEverywhere(page)
  const unseen = markups.filter((markup) => !shown.seen.has(markup))
  if (unseen.length > markups.length / 4)
    violations.push(`Hardly any markup was shown: ${unseen.join(' ')} stand nowhere`)
  violations.push(...shown.violations)
  const tried = await Promise.race([inject(page).catch(() => null), afterMs(20_000)])
  if (tried === null) return { counts: {}, violations: [...violations, 'An injection took the whole page away'] }
  violations.push(...tried.filter(({ ran }) => ran).map(({ name }) => `It ran: ${name}`))
  return {
    counts: {
      'kinds of markup shown as text': shown.seen.size,
      'injections tried': tried.length,
      'scripts that ran': tried.filter(({ ran }) => ran).length,
    },
    violations,
  }
}
