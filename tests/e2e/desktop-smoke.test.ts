import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { defaultOutputRules } from '../../shared/domain/output-rules.ts'
import type { RecipeInput } from '../../shared/ipc/inputs.ts'
import type { BatchDetails, BatchRow } from '../../shared/ipc/rows.ts'
import { channelNames } from '../../shared/ipc/channels.ts'

// The real app from end to end. It runs wherever Electron's program is; nothing else can stand in for it.

const root = resolve(import.meta.dirname, '../..')
const missing = whatIsMissing()
if (missing !== null) process.stderr.write(`SKIPPED: the 15 steps of the desktop smoke test. ${missing}\n`)

const adjust: RecipeInput = {
  model: 'local/adjust',
  prompt: '',
  parameters: { exposure: 1 },
  references: [],
  uploadGps: false,
  output: defaultOutputRules,
}

describe.skipIf(missing !== null)('the desktop app', () => {
  let folder = ''
  let app: ElectronApplication
  let page: Page
  let batchId = ''
  const folders = () => ({
    library: join(folder, 'library'),
    shoot: join(folder, 'shoot'),
    results: join(folder, 'results'),
  })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lightbench-smoke-'))
    mkdirSync(folders().shoot)
    mkdirSync(folders().results)
    for (const background of ['red', 'green', 'blue'])
      await writePicture(join(folders().shoot, `${background}.png`), background)
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('1. opens one window with our page', async () => {
    app = await launch(folders().library)
    page = await app.firstWindow()
    await page.waitForLoadState('domcontentloaded')
    expect(page.url()).toBe('lightbench://app/')
    expect(app.windows()).toHaveLength(1)
  })

  it('2. keeps the page in the sandbox', async () => {
    expect(await app.evaluate(({ app: main }) => main.commandLine.hasSwitch('no-sandbox'))).toBe(false)
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      (
        BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): unknown }
      ).getLastWebPreferences(),
    )
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
    })
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)),
    ).toEqual([])
  })

  it('3. exposes the requests of the contract and nothing else', async () => {
    const exposed = await page.evaluate(() => {
      const { lightbench } = globalThis as unknown as { lightbench: { requests: object } }
      return { own: Object.keys(lightbench).toSorted(), requests: Object.keys(lightbench.requests) }
    })
    expect(exposed).toEqual({
      own: ['addFiles', 'host', 'onEvent', 'pictureUrl', 'requests'],
      requests: [...channelNames],
    })
  })

  it('4. lets the page reach no network and make no markup of text', async () => {
    const reached = await page.evaluate(async () => {
      const tries: (() => Promise<unknown> | string)[] = [
        () => fetch('https://example.com/'),
        () => fetch('lightbench://app/'),
        () => (document.body.innerHTML = '<b>markup</b>'),
      ]
      const ends = await Promise.allSettled(tries.map(async (reach) => reach()))
      return ends.map(({ status }) => status)
    })
    expect(reached).toEqual(['rejected', 'rejected', 'rejected'])
  })

  it('5. opens no other window and goes nowhere else', async () => {
    await page.evaluate(() => {
      open('https://example.com/')
      location.assign('https://example.com/')
    })
    expect(app.windows()).toHaveLength(1)
    expect(await page.evaluate(() => location.href)).toBe('lightbench://app/')
  })

  it('6. denies permissions', async () => {
    const state = await page.evaluate(async () => (await navigator.permissions.query({ name: 'geolocation' })).state)
    expect(state).toBe('denied')
  })

  it('7. shows its page, in a language', async () => {
    await vi.waitFor(async () => expect(await page.locator('#root').innerText()).not.toBe(''), { timeout: 10_000 })
    expect(await page.evaluate(() => document.documentElement.lang)).toMatch(/^(en|de)/)
    expect(await request(page, 'app:read')).toMatchObject({ host: 'desktop' })
  })

  it('8. adds a folder', async () => {
    await chooseNext(app, folders().shoot)
    await request(page, 'intake:choose', { kind: 'folder' })
    await vi.waitFor(async () => expect(await sourceCount(page)).toBe(3), { timeout: 10_000 })
  })

  it('9. shows pictures by their ids', async () => {
    const { rows } = await request<{ rows: { picture: string }[] }>(page, 'sources:list', { after: -1, limit: 10 })
    const width = await page.evaluate(async (id) => {
      const { lightbench } = globalThis as unknown as { lightbench: { pictureUrl(id: string, edge: number): string } }
      const image = new Image()
      image.src = lightbench.pictureUrl(id, 64)
      await image.decode()
      return image.naturalWidth
    }, rows[0]!.picture)
    expect(width).toBe(64)
  })

  it('10. quotes and runs a batch on this machine', async () => {
    await chooseNext(app, folders().results)
    const folderView = await request<{ id: string }>(page, 'folders:choose')
    const { planId } = await request<{ planId: string }>(page, 'plan:make', {
      selection: { all: true },
      sample: null,
      recipe: adjust,
      outputFolder: folderView.id,
      cap: null,
      again: false,
    })
    ;({ batchId } = await request<{ batchId: string }>(page, 'plan:run', { planId }))
    await vi.waitFor(async () => expect((await batch(page, batchId)).status).toBe('done'), { timeout: 30_000 })
    expect((await batch(page, batchId)).counts).toEqual({ done: 3 })
  })

  it('11. leaves the results on the disk and the sources as they were', async () => {
    const results = readdirSync(folders().results, { recursive: true }).filter((name) => String(name).endsWith('.png'))
    expect(results).toHaveLength(3)
    const { dominant } = await sharp(readFileSync(join(folders().shoot, 'red.png'))).stats()
    expect(dominant.r).toBeGreaterThan(200)
  })

  it('12. does commands of its native menu', async () => {
    await app.evaluate(({ Menu }) => {
      const item = Menu.getApplicationMenu()!.getMenuItemById('palette')! as unknown as { click(): void }
      item.click()
    })
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('13. loses nothing when the page is loaded anew', async () => {
    await page.reload()
    expect(await sourceCount(page)).toBe(3)
    expect((await batch(page, batchId)).status).toBe('done')
  })

  it('14. takes the files of a second start, which ends', async () => {
    const added = join(folder, 'later.png')
    await writePicture(added, 'yellow')
    const second = spawn(electronPath()!, [root, added], { env: environment(folders().library), stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(0)
    await vi.waitFor(async () => expect(await sourceCount(page)).toBe(4), { timeout: 10_000 })
    expect(app.windows()).toHaveLength(1)
  })

  it('15. quits, and knows everything when it is started again', async () => {
    const ended = once(app.process(), 'exit')
    await app.evaluate(({ app: main }) => main.quit())
    expect(await ended).toEqual([0, null])
    app = await launch(folders().library)
    page = await app.firstWindow()
    expect(await sourceCount(page)).toBe(4)
    expect((await batch(page, batchId)).counts).toEqual({ done: 3 })
  })
})

function launch(library: string): Promise<ElectronApplication> {
  return _electron.launch({
    executablePath: electronPath()!,
    args: [root],
    env: environment(library),
    // Playwright would switch it off, and Lightbench does not start without it.
    chromiumSandbox: true,
    timeout: 30_000,
  })
}

function environment(library: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const { ELECTRON_DISABLE_SANDBOX: _without, ...rest } = Object.fromEntries(inherited)
  return { ...rest, LIGHTBENCH_HOME: library }
}

async function writePicture(path: string, background: string): Promise<void> {
  await sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .png()
    .toFile(path)
}

/** What a person would choose: the system's own dialog cannot be driven from here. */
function chooseNext(app: ElectronApplication, path: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, path)
}

/** Calls main as the page does; a failure is thrown. */
async function request<T = unknown>(page: Page, channel: string, input?: unknown): Promise<T> {
  const reply = await page.evaluate(
    ([name, value]) => {
      const { lightbench } = globalThis as unknown as {
        lightbench: {
          requests: Record<string, (input: unknown) => Promise<{ ok: boolean; value?: unknown; error?: unknown }>>
        }
      }
      return lightbench.requests[name]!(value)
    },
    [channel, input] as const,
  )
  if (!reply.ok) throw new Error(`${channel}: ${JSON.stringify(reply.error)}`)
  return reply.value as T // What the channel answers, by the contract.
}

async function sourceCount(page: Page): Promise<number> {
  return (await request<{ total: number }>(page, 'sources:list', { after: -1, limit: 1 })).total
}

async function batch(page: Page, id: string): Promise<BatchRow> {
  return (await request<BatchDetails>(page, 'batches:read', { id })).row
}

function whatIsMissing(): string | null {
  if (electronPath() === null) return "Electron's program is not installed here; npx install-electron fetches it."
  if (process.platform !== 'linux') return null
  if (process.getuid?.() === 0) return 'Electron does not run as root.'
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return DISPLAY || WAYLAND_DISPLAY ? null : 'There is no screen here; xvfb-run gives it one.'
}

/** Looks at files alone: the package would download its program as soon as it is imported without one. */
function electronPath(): string | null {
  const electron = join(root, 'node_modules/electron')
  const named = join(electron, 'path.txt')
  if (!existsSync(named)) return null
  const path = join(electron, 'dist', readFileSync(named, 'utf8'))
  return existsSync(path) ? path : null
}
