import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Page, Route } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../../electron/compose.ts'
import { createDesk } from '../../electron/desk/create-desk.ts'
import { startDesktop } from '../../electron/hosts/desktop/start.ts'
import { createLogger } from '../../electron/log/logger.ts'
import { chromiumPath, launchChromium } from '../support/chromium.ts'
import { createFakeElectron, type FakeElectron } from '../support/fake-electron.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// The desktop host with everything but Electron: the built page under this host's own headers and the built preload, in
// Chromium, before a real library. Chromium does not know our schemes, so that two local names stand in for them.

const out = resolve(import.meta.dirname, '../../out')
const pageHost = 'http://page.localhost'
const pictureHost = 'http://pictures.localhost'

describe.skipIf(chromiumPath === null)('the page in the desktop window', () => {
  it('works under the headers and the preload of the desktop host', async () => {
    const { fake, folder } = await startHost()
    const { page, complaints } = await openInChromium(fake)
    await page.goto(`${pageHost}/`)
    await vi.waitFor(async () => expect(await page.locator('#root').innerText()).not.toBe(''), { timeout: 10_000 })

    const picture = join(folder, 'red.png')
    await sharp({ create: { width: 320, height: 200, channels: 3, background: 'red' } }).toFile(picture)
    fake.app.emit('second-instance', {}, [], folder, { paths: [picture] })
    const shown = page.locator(`img[src^="${pictureHost}/"]`).first()
    await shown.waitFor({ timeout: 10_000 })
    await vi.waitFor(async () =>
      expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0),
    )

    const items = fake.menus.at(-1)!.template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
    items.find(({ id }) => id === 'palette')!.click!({} as never, undefined, {})
    await page.getByRole('dialog').waitFor()

    expect(await page.evaluate(() => [location.href, 'require' in globalThis, 'process' in globalThis])).toEqual([
      `${pageHost}/`,
      false,
      false,
    ])
    expect(complaints).toEqual([])
  }, 60_000)

  it('cannot reach the network, nor make markup of a text', async () => {
    const { fake } = await startHost()
    const { page, complaints } = await openInChromium(fake)
    await page.goto(`${pageHost}/`)
    const ends = await page.evaluate(async () => {
      const tries: (() => Promise<unknown> | string)[] = [
        () => fetch('/'),
        () => fetch('https://example.com/'),
        () => (document.body.innerHTML = '<b>markup</b>'),
      ]
      return (await Promise.allSettled(tries.map(async (reach) => reach()))).map(({ status }) => status)
    })
    expect(ends).toEqual(['rejected', 'rejected', 'rejected'])
    expect(complaints.join('\n')).toContain("connect-src 'none'")
  }, 60_000)
})

async function startHost() {
  const folder = temporaryFolder()
  const libraryFolder = join(folder, 'library')
  const fake = createFakeElectron({ isPackaged: true })
  const log = createLogger({ folder: join(libraryFolder, 'logs') })
  const starting = startDesktop({
    electron: fake.electron,
    machine: { platform: 'linux', argv: ['lightbench'], cwd: folder },
    libraryFolder,
    paths: { page: join(out, 'renderer'), preload: join(out, 'preload/preload.cjs') },
    log,
    open: async (host) => {
      const app = await createApp({ libraryFolder, environment: {}, log })
      return { desk: createDesk({ app, host, log }), close: () => app.close() }
    },
  })
  fake.app.becomeReady()
  await starting
  onTestFinished(async () => {
    fake.app.quit()
    await vi.waitFor(() => expect(fake.app.hasQuit).toBe(true), { timeout: 10_000 })
  })
  expect(fake.errors).toEqual([])
  return { fake, folder }
}

async function openInChromium(fake: FakeElectron): Promise<{ page: Page; complaints: string[] }> {
  const browser = await launchChromium()
  onTestFinished(() => browser.close())
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (thrown) => complaints.push(thrown.message))
  await page.route(`${pageHost}/**`, (route) => answer(route, fake, ['lightbench', pageHost, 'lightbench://app']))
  await page.route(`${pictureHost}/**`, (route) =>
    answer(route, fake, ['lightbench-picture', pictureHost, 'lightbench-picture://picture']),
  )
  await connectPreload(page, fake)
  return { page, complaints }
}

async function answer(
  route: Route,
  fake: FakeElectron,
  [scheme, standIn, origin]: readonly [string, string, string],
): Promise<void> {
  const url = route.request().url().replace(standIn, origin)
  const request = { url, method: route.request().method(), signal: new AbortController().signal } as Request
  const response = await fake.pages.get(scheme)!(request)
  const headers = Object.fromEntries(response.headers)
  const policy = headers['content-security-policy']?.replace('lightbench-picture:', pictureHost) ?? ''
  await route.fulfill({
    status: response.status,
    headers: { ...headers, 'content-security-policy': policy },
    body: Buffer.from(await response.arrayBuffer()),
  })
}

/** Runs the built preload before the page, over a `require` that leads to the fake's handlers. */
async function connectPreload(page: Page, fake: FakeElectron): Promise<void> {
  const [window] = fake.windows
  const { webContents } = window!
  window!.emit('ready-to-show')
  await page.exposeFunction('invokeMain', (channel: string, input: unknown) =>
    fake.ipcHandlers.get(channel)?.({ sender: webContents, senderFrame: webContents.mainFrame }, input),
  )
  const code = readFileSync(join(out, 'preload/preload.cjs'), 'utf8').replace(
    'lightbench-picture://picture',
    pictureHost,
  )
  await page.addInitScript(`(() => {
    const listeners = new Set()
    const sandboxed = {
      contextBridge: { exposeInMainWorld: (name, api) => { globalThis[name] = api } },
      ipcRenderer: {
        invoke: (channel, input) => globalThis.invokeMain(channel, input),
        on: (_name, listener) => listeners.add(listener),
        off: (_name, listener) => listeners.delete(listener),
      },
      webUtils: { getPathForFile: () => '' },
    }
    globalThis.tellPage = (event) => { for (const listener of listeners) listener({}, event) }
    ;((require) => {
      ${code}
    })(() => sandboxed)
  })()`)
  const send = webContents.send.bind(webContents)
  webContents.send = (channel, payload) => {
    send(channel, payload)
    const telling = page.evaluate(
      (event) => (globalThis as unknown as { tellPage?(event: unknown): void }).tellPage?.(event),
      payload,
    )
    telling.catch(() => undefined) // The page is on its way elsewhere.
  }
}
