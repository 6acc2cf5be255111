import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { expect, onTestFinished } from 'vitest'
import { startBrowserHost, type BrowserHost } from '../../../electron/hosts/browser/server.ts'
import { createFakeDesk, type FakeDesk } from '../../support/fake-desk.ts'
import { eventually } from '../../support/eventually.ts'

/** What the test page puts where a test can reach it. */
export const entry = `
  import { connect } from '${resolve('renderer/api/connect.ts')}'
  import { createRequest } from '${resolve('renderer/api/request.ts')}'
  import { collectDrop, collectFiles } from '${resolve('renderer/api/collect-drop.ts')}'
  const bridge = await connect()
  const events = []
  bridge.onEvent((event) => events.push(event))
  const wanted = { drops: [], stop: new AbortController(), found: 0, stopAt: null }
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    wanted.drops.push(collectDrop(event.dataTransfer, 'browser', { signal: wanted.stop.signal, onFound: (found) => { wanted.found = found; if (wanted.stopAt === found) wanted.stop.abort() } }))
  })
  Object.assign(globalThis, { api: { bridge, request: createRequest(bridge), events, collectFiles, wanted } })
`

/** The page's side as the bundler makes it, in a folder the host can serve. */
export async function buildTestPage(folder: string): Promise<string> {
  const source = join(folder, 'entry.ts')
  mkdirSync(folder, { recursive: true })
  writeFileSync(source, entry)
  const outDir = join(folder, 'page')
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: { outDir, lib: { entry: source, formats: ['es'], fileName: () => 'assets/page.js' }, minify: false },
  })
  const input = '<input type="file" webkitdirectory>'
  const script = '<script type="module" src="/assets/page.js"></script>'
  writeFileSync(join(outDir, 'index.html'), `<!doctype html><title>Test</title><body>${input}${script}`)
  return outDir
}

export interface TestPage {
  readonly page: Page
  readonly desk: FakeDesk
  readonly host: BrowserHost
  /** What the console said, and what the policy refused. */
  readonly complaints: string[]
  /** Another tab of the same browser. */
  open(): Promise<Page>
}

/** A page in a real browser, with a fake desk behind the real host. */
export async function openTestPage(browser: Browser, pageFolder: string): Promise<TestPage> {
  const desk = createFakeDesk()
  const log = { error: (message: string) => complaints.push(message) }
  const complaints: string[] = []
  const howToEnter = 'Start it again.'
  const host = await startBrowserHost({ createDesk: () => desk, pageFolder, log, howToEnter })
  const context = await browser.newContext()
  onTestFinished(async () => {
    await context.close()
    await host.close()
  })
  const open = async (url = `${host.origin}/`): Promise<Page> => {
    const page = await context.newPage()
    page.on('console', (message) => {
      // Said of every entrance, and no complaint.
      if (!message.text().startsWith('Clear-Site-Data header')) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.goto(url)
    await waitFor(page, 'globalThis.api !== undefined')
    return page
  }
  return { page: await open(host.newUrl()), desk, host, complaints, open }
}

/** Playwright's own wait evaluates text in the page, which the page's policy forbids. */
export async function waitFor(page: Page, condition: string): Promise<void> {
  await eventually(async () => expect(await page.evaluate(condition)).toBe(true))
}
