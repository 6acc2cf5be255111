import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, vi } from 'vitest'
import { launchChromium } from './chromium.ts'
import { openPage, type PageOptions } from './open-page.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { startWindow, type WindowProcess } from './window-process.ts'

/** A library that nobody has used yet, and what its window is started with. */
export interface Bench {
  /** Holds everything else; free for pictures. */
  readonly folder: string
  readonly home: string
  readonly library: string
  /** Opens the library in a process of its own, and its window in a browser profile of its own. */
  open(options?: PageOptions): Promise<OpenWindow>
  /** The process alone. */
  start(): Promise<WindowProcess>
}

export interface OpenWindow {
  readonly window: WindowProcess
  readonly page: Page
}

/** One Chromium for all tests of a file. */
export function useChromium(): () => Browser {
  // Three processes work for each test, and a machine may have better things to do.
  vi.setConfig({ testTimeout: 90_000 })
  let browser: Browser | null = null
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  return () => {
    if (browser === null) throw new Error('The browser is there while tests run.')
    return browser
  }
}

/** Resolves when pictures are shown, or that there are none. Before that nobody listens to what is dropped or pressed. */
async function untilReady(page: Page): Promise<void> {
  await page
    .getByText(/Drop pictures here|Bilder hier ablegen/)
    .or(page.getByRole('gridcell').first())
    .waitFor()
}

/** Makes a bench; the environment adds what a test needs, such as keys and addresses of services. */
export function createBench(browser: Browser, environment: Readonly<Record<string, string>> = {}): Bench {
  return openBench(browser, temporaryFolder(), environment)
}

/** The same in a folder that may hold a library already. */
export function openBench(browser: Browser, folder: string, environment: Readonly<Record<string, string>>): Bench {
  const [home, library] = [join(folder, 'home'), join(folder, 'library')]
  mkdirSync(home, { recursive: true })
  const start = (): Promise<WindowProcess> => startWindow({ ...environment, HOME: home, LIGHTBENCH_HOME: library })
  return {
    folder,
    home,
    library,
    start,
    open: async (options) => {
      const window = await start()
      const { page } = await openPage(browser, window.url, options)
      await untilReady(page)
      return { window, page }
    },
  }
}
