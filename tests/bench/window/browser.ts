import { readFileSync } from 'node:fs'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../support/chromium.ts'

export interface OpenBrowser {
  readonly browser: Browser
  readonly page: Page
  readonly session: CDPSession
}

/** A Chromium of its own for each measurement, so that nothing is left of the one before. */
export async function inBrowser<T>(work: (open: OpenBrowser) => Promise<T>): Promise<T> {
  const browser = await launchChromium()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    page.setDefaultTimeout(60_000)
    const session = await page.context().newCDPSession(page)
    return await work({ browser, page, session })
  } finally {
    await browser.close()
  }
}

/** Asks the page until it has an answer; its policy allows no waiting inside it. */
export async function untilAnswered<T>(page: Page, ask: () => T | null): Promise<T> {
  const untilMs = performance.now() + 60_000
  while (performance.now() < untilMs) {
    const answer = await page.evaluate(ask)
    if (answer !== null) return answer
    await page.waitForTimeout(50)
  }
  throw new Error('The page did not come so far within a minute.')
}

export interface PageMemory {
  readonly heapMb: number
  /** Of the process that draws the page; NaN where the system does not tell. */
  readonly residentMb: number
}

/** After a collection of garbage. */
export async function readMemory({ browser, session }: OpenBrowser): Promise<PageMemory> {
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.disable')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? NaN
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  const renderers = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMb(id))
  return { heapMb: heap / 1e6, residentMb: Math.max(...renderers) }
}

function residentMb(pid: number): number {
  if (process.platform !== 'linux') return NaN
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(match?.[1] ?? NaN) / 1_024
}
