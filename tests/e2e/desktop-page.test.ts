import { readFileSync, writeFileSync } from 'node:fs'
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
    await vi.waitFor(
      async () => expect(await shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0),
      { timeout: 10_000 },
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

  it('keeps the folder that was chosen over a restart, and says where it cannot be used any more', async () => {
    const folder = temporaryFolder()
    const { fake, quit } = await startHost(folder)
    const { page } = await openInChromium(fake)
    await page.goto(`${pageHost}/`)
    await page.getByText('Drop pictures here').waitFor()
    const [picture, lost, other] = ['red.png', 'lost', 'other'].map((name) => join(folder, name))
    await sharp({ create: { width: 32, height: 20, channels: 3, background: 'red' } }).toFile(picture!)
    fake.app.emit('second-instance', {}, [], folder, { paths: [picture] })
    await page.getByRole('gridcell').first().waitFor()

    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: /^Use sample/ }).waitFor()
    expect(await page.getByRole('menuitem', { name: 'Type a path…' }).count()).toBe(0)
    await page.keyboard.press('Escape')
    fake.answers.open = { canceled: false, filePaths: [lost!] }
    await page.getByRole('button', { name: /^Results go to/ }).click()
    await page.getByRole('menuitem', { name: 'Choose a folder…' }).click()
    await page.getByRole('button', { name: /^Results go to .*lost$/ }).waitFor()
    // This window has no way to write its last changes while it goes.
    const kept = `lightbench.requests['page:read']().then(({ value }) => value.recipe ?? '')`
    await vi.waitFor(async () => expect(await page.evaluate(kept)).toContain(lost!), { timeout: 10_000 })
    await page.reload()
    await page.getByRole('button', { name: /^Results go to .*lost$/ }).waitFor()
    await quit()

    const again = await startHost(folder)
    const { page: after } = await openInChromium(again.fake)
    await after.goto(`${pageHost}/`)
    await after.getByRole('button', { name: /^Results go to .*lost$/ }).waitFor()
    const run = after.getByRole('button', { name: /^Run 1/ })
    await vi.waitFor(async () => expect(await run.isEnabled()).toBe(true), { timeout: 10_000 })
    // The folder is made with the first result; until then anything may come into its place.
    writeFileSync(lost!, 'in the way')
    await after.reload()
    await after.getByText('The output folder cannot be used now.').waitFor()
    expect(await run.isEnabled()).toBe(false)
    again.fake.answers.open = { canceled: false, filePaths: [other!] }
    await after.getByRole('button', { name: /^Results go to .*lost$/ }).click()
    await after.getByRole('menuitem', { name: 'Choose a folder…' }).click()
    await vi.waitFor(async () => expect(await run.isEnabled()).toBe(true), { timeout: 10_000 })
    expect(await after.getByText('The output folder cannot be used now.').count()).toBe(0)
  }, 90_000)

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

async function startHost(folder = temporaryFolder()) {
  const libraryFolder = join(folder, 'library')
  const fake = createFakeElectron({ isPackaged: true })
  const log = createLogger({ folder: join(libraryFolder, 'logs') })
  const starting = startDesktop({
    electron: fake.electron,
    machine: { platform: 'linux', argv: ['lightbench'], cwd: folder, appImage: null },
    paths: { page: join(out, 'renderer'), preload: join(out, 'preload/preload.cjs') },
    locate: () => libraryFolder,
    openLog: () => log,
    prepare: () => Promise.resolve({ libraryFolder, failure: null }),
    backups: { newest: () => null, restore: () => Promise.reject(new Error('There is none.')) },
    open: async (host) => {
      const app = await createApp({ libraryFolder, environment: {}, log })
      return { desk: createDesk({ app, host, log }), close: () => app.close() }
    },
  })
  fake.app.becomeReady()
  await starting
  const quit = async (): Promise<void> => {
    if (!fake.app.hasQuit) fake.app.quit()
    await vi.waitFor(() => expect(fake.app.hasQuit).toBe(true), { timeout: 10_000 })
  }
  onTestFinished(quit)
  expect(fake.errors).toEqual([])
  return { fake, folder, quit }
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
