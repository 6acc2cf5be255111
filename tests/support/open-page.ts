import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'

export interface OpenPage {
  readonly page: Page
  readonly context: BrowserContext
}

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  /** For a test that attempts what the page must be refused: complaints of that are no fault. */
  readonly attempts?: RegExp
  /** Cuts off everything but the window's own process. */
  readonly isOffline?: boolean
}

/**
 * Opens a window's address in a browser profile of its own. Whatever the page complains about in its console, refused by
 * its own policy or thrown, fails the test, and so does a request to anywhere but the window's own process.
 */
export async function openPage(browser: Browser, url: string, options: PageOptions = {}): Promise<OpenPage> {
  const { width = 1440, height = 900, colorScheme = 'light' } = options
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: 'en-GB' })
  const complaints: string[] = []
  const complain = (text: string): void => {
    if (options.attempts?.test(text) !== true) complaints.push(text)
  }
  const { origin } = new URL(url)
  context.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('blob:')) complain(`asked ${request.url()}`)
  })
  if (options.isOffline === true) {
    await context.route(
      (asked) => asked.origin !== origin,
      (route) => route.abort('internetdisconnected'),
    )
  }
  context.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(message.text())) complain(message.text())
  })
  context.on('weberror', (thrown) => complain(String(thrown.error())))
  // Less than a test has, so that what was waited for is named.
  context.setDefaultTimeout(25_000)
  const page = await context.newPage()
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await keepSight(page, task.name)
    await context.close()
    expect(complaints).toEqual([])
  })
  await page.goto(url)
  return { page, context }
}

/** Keeps what a failing test saw in the folder `SCREENSHOTS` names. */
async function keepSight(page: Page, test: string): Promise<void> {
  const folder = process.env['SCREENSHOTS']
  if (folder === undefined || page.isClosed()) return
  await page.screenshot({ path: join(folder, `${test.replaceAll(/\W+/g, '-').slice(0, 60)}.png`) })
}

/** Chromium itself reports pictures that cannot be shown, and a server that was stopped by the test. */
function isExpected(text: string): boolean {
  return /Failed to load resource/.test(text)
}
