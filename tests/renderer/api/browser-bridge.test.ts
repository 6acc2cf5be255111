import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageEvent } from '../../../shared/ipc/contract.ts'
import { chromiumPath, launchChromium } from '../../support/chromium.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { buildTestPage, openTestPage, type TestPage, waitFor } from './page.ts'
import { eventually } from '../../support/eventually.ts'

/** More than can be sent before somebody stops it. */
const many = 1_500

describe.skipIf(chromiumPath === null)('the bridge over loopback, in Chromium', () => {
  let browser: Browser
  let folder: string
  let pageFolder: string

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lightbench-page-'))
    pageFolder = await buildTestPage(folder)
    browser = await launchChromium()
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const open = (): Promise<TestPage> => openTestPage(browser, pageFolder)

  it('asks the desk and hears what it says, with nothing to complain about', async () => {
    const { page, desk, complaints } = await open()
    desk.answers['intake:complete'] = ({ text }) => [`${text}/`]
    expect(await page.evaluate(`api.request('intake:complete', { text: '/home' })`)).toEqual(['/home/'])
    desk.answers['intake:stop'] = () => undefined
    expect(await page.evaluate(`api.request('intake:stop')`)).toBeUndefined()
    desk.emit({ name: 'command', payload: 'run' })
    await eventually(async () => expect(await eventsOf(page)).toEqual([{ name: 'command', payload: 'run' }]))
    expect(new URL(page.url()).search).toBe('')
    expect(complaints).toEqual([])
  })

  it('throws the failure of a request, and says so when nobody answers', async () => {
    const { page, host } = await open()
    const failure = `api.request('keys:read').then(() => null, (thrown) => thrown.failure)`
    expect(await page.evaluate(failure)).toEqual({ code: 'invalid-request', message: 'keys:read is not scripted.' })
    await host.close()
    expect(await page.evaluate(failure)).toEqual({
      code: 'unexpected',
      message: 'Lightbench is not running any more.',
    })
    await eventually(async () =>
      expect(await eventsOf(page)).toMatchObject([{ name: 'notice', payload: { code: 'unexpected' } }]),
    )
  })

  it('shows pictures by their id', async () => {
    const { page, desk, complaints } = await open()
    const path = join(desk.folder, 'dot.png')
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    writeFileSync(path, Buffer.from(dot, 'base64'))
    desk.pictures.set('dot', { path, mimeType: 'image/png' })
    const width = `new Promise((resolve) => {
      const image = new Image()
      image.onload = () => resolve(image.naturalWidth)
      image.src = api.bridge.pictureUrl('dot', 99999)
    })`
    expect(await page.evaluate(width)).toBe(1)
    expect(desk.pictureRequests).toMatchObject([{ id: 'dot', edge: 4_096 }])
    expect(complaints).toEqual([])
  })

  it('sends a picked folder as it lies, and has it added', async () => {
    const { page, desk } = await open()
    const shoot = makeShoot()
    await page.setInputFiles('input', shoot)
    const sent = await page.evaluate(`api.bridge.addFiles(api.collectFiles(document.querySelector('input').files))`)
    expect(sent).toEqual({ ok: true })
    expectShoot(desk.importFolders[0]!)
    expect(desk.added).toEqual([[join(desk.importFolders[0]!, 'shoot')]])
    expect(desk.received.at(-1)).toBeNull()
  })

  it('walks a dropped folder, however many files are in it', async () => {
    const { page, desk, complaints } = await open()
    const shoot = makeShoot()
    for (let number = 0; number < 250; number += 1) writeFileSync(join(shoot, `${number}.jpg`), String(number))
    await drop(page, [shoot, join(shoot, 'day 1', 'b.jpg')])
    const sent = await page.evaluate(`api.wanted.drops[0].then((files) => api.bridge.addFiles(files))`)
    expect(sent).toEqual({ ok: true })
    const [kept = ''] = desk.importFolders
    expect(readdirSync(join(kept, 'shoot'))).toHaveLength(250 + 3)
    expect(readFileSync(join(kept, 'shoot', '249.jpg'), 'utf8')).toBe('249')
    expectShoot(kept)
    expect(desk.added[0]!.map((path) => path.slice(kept.length + 1))).toEqual(['b.jpg', 'shoot'])
    expect(complaints).toEqual([])
  })

  it('sends no more than the head of a file that is no picture', async () => {
    const { page, desk } = await open()
    const add = (bytes: string): Promise<unknown> =>
      page.evaluate(`api.bridge.addFiles(api.collectFiles([new File([${bytes}], 'scan.dat')]))`)
    await add(`new Uint8Array(900_000)`)
    expect(readFileSync(join(desk.importFolders[0]!, 'scan.dat'))).toHaveLength(4_096)
    await add(`new Uint8Array([0xff, 0xd8, 0xff]), new Uint8Array(900_000)`)
    expect(readFileSync(join(desk.importFolders[1]!, 'scan.dat'))).toHaveLength(900_003)
  })

  it('names the files it could not send, and adds the others', async () => {
    const { page, desk } = await open()
    const folder = temporaryFolder()
    for (const name of ['kept.jpg', 'vanished.jpg']) writeFileSync(join(folder, name), name)
    await page.setInputFiles('input', folder)
    await page.evaluate(`api.picked = api.collectFiles(document.querySelector('input').files)`)
    rmSync(join(folder, 'vanished.jpg'))
    const huge = `Object.defineProperty(new File([], 'huge.jpg'), 'size', { value: 2 ** 30 })`
    const sent = await page.evaluate(`api.bridge.addFiles([...api.picked, ...api.collectFiles([${huge}])])`)
    expect(sent).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/^2 files were left out/) as string },
    })
    expect(sent).toMatchObject({ error: { message: expect.stringContaining('vanished.jpg') as string } })
    const names = readdirSync(desk.importFolders[0]!, { recursive: true, encoding: 'utf8' })
    expect(names.filter((name) => name.endsWith('.jpg'))).toEqual([expect.stringContaining('kept.jpg')])
    expect(desk.added).toHaveLength(1)
  })

  it('stops sending when the intake is stopped', async () => {
    const { page, desk } = await open()
    desk.answers['intake:stop'] = () => undefined
    await page.evaluate(`(() => {
      const files = Array.from({ length: ${many} }, (_, at) => new File([new Uint8Array(50_000)], at + '.jpg'))
      api.adding = api.bridge.addFiles(api.collectFiles(files))
    })()`)
    await eventually(() => expect(arrivedIn(desk.importFolders[0])).toBeGreaterThan(0))
    const result = await page.evaluate(`api.request('intake:stop').then(() => api.adding)`)
    expect(result).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    const files = desk.cutOffs.find((cutOff) => cutOff !== null)?.files ?? many
    expect(files).toBeLessThan(many)
    expect(desk.added[0] ?? []).toHaveLength(files)
  })

  it('ends what it began where the disk is full, says why, and adds what had arrived', async () => {
    const { page, desk } = await open()
    desk.makeImportFolder = () => Promise.resolve('/proc/nothing')
    const files = `[new File(['x'], 'a.jpg'), new File(['x'], 'b.jpg')]`
    const sent = await page.evaluate(`api.bridge.addFiles(api.collectFiles(${files}))`)
    expect(sent).toMatchObject({ ok: false, error: { code: 'output-unwritable' } })
    expect(desk.cutOffs).toEqual([{ files: 0, of: 2 }])
    expect(desk.received.at(-1)).toBeNull()
  })

  it('has added what arrived of a page that is left, and then sends only the rest', async () => {
    const { page, desk, host } = await open()
    const shoot = makeShoot()
    for (let number = 0; number < 60; number += 1) writeFileSync(join(shoot, `${number}.jpg`), String(number))
    await page.setInputFiles('input', shoot)
    // The tenth file does not end, as from a drive that has to start.
    await page.evaluate(`(() => {
      const files = api.collectFiles(document.querySelector('input').files)
      const slow = new File([new Uint8Array(200_000_000)], 'slow.jpg')
      files.splice(10, 0, { file: slow, relativePath: 'shoot/slow.jpg' })
      void api.bridge.addFiles(files)
    })()`)
    await eventually(() => expect(desk.received.some((one) => (one?.files ?? 0) >= 10)).toBe(true))
    await page.goto(`${host.origin}/`)
    await eventually(() => expect(desk.cutOffs).toHaveLength(1))
    await waitFor(page, 'globalThis.api !== undefined')
    await page.setInputFiles('input', shoot)
    await page.evaluate(`api.bridge.addFiles(api.collectFiles(document.querySelector('input').files))`)
    const [folder = '', other] = desk.importFolders
    expect(other).toBeUndefined()
    const names = readdirSync(join(folder, 'shoot'))
    expect(names.filter((name) => name.includes('(2)'))).toEqual([])
    expect(names.filter((name) => /^\d+\.jpg$/.test(name))).toHaveLength(60)
    expectShoot(folder)
    expect(desk.cutOffs.at(-1)).toBeNull()
  })

  it('says how far it looked through a dropped folder, and stops looking when told to', async () => {
    const { page } = await open()
    const shoot = makeShoot()
    for (let number = 0; number < 450; number += 1) writeFileSync(join(shoot, `${number}.jpg`), String(number))
    await page.evaluate(`api.wanted.stopAt = 400`)
    await drop(page, [shoot])
    expect(await page.evaluate(`api.wanted.drops[0].then((files) => [files.length, api.wanted.found])`)).toEqual([
      400, 400,
    ])
  })

  it('counts what lies too deep in a picked folder as unreadable, and refuses more than 100,000 files', async () => {
    const { page } = await open()
    const deep = `Object.defineProperty(new File(['x'], 'a.jpg'), 'webkitRelativePath', { value: 'd/'.repeat(33) + 'a.jpg' })`
    const sent = await page.evaluate(`api.bridge.addFiles(api.collectFiles([${deep}, new File(['x'], 'b.jpg')]))`)
    expect(sent).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('One file was left out') as string },
    })
    const many = `(() => {
      try { api.collectFiles(Array(100_001).fill(new File([], 'a.jpg'))) } catch (thrown) { return thrown.failure.message }
    })()`
    expect(await page.evaluate(many)).toContain('more than 100,000 files')
  })

  it('asks afresh after a gap in the events', async () => {
    const { page, desk, open: openTab } = await open()
    const row = { id: 'b1' }
    desk.answers['settings:read'] = () => ({ theme: 'dark' }) as never
    desk.answers['intake:read'] = () => ({ phase: 'idle', found: 0, received: null, last: null })
    desk.answers['sources:list'] = () => ({ rows: [], total: 12 })
    desk.answers['batches:list'] = () => ({ rows: [row], total: 1 }) as never
    desk.answers['keys:read'] = () => ({ services: [] }) as never
    // The fifth tab sends the first one to rest, and looking at it wakes it again.
    for (let tab = 0; tab < 4; tab += 1) await openTab()
    desk.emit({ name: 'command', payload: 'run' })
    await page.bringToFront()
    await page.mouse.click(5, 5)
    await eventually(async () =>
      expect(await eventsOf(page)).toEqual([
        { name: 'settings', payload: { theme: 'dark' } },
        { name: 'intake', payload: { phase: 'idle', found: 0, received: null, last: null } },
        { name: 'sources', payload: { total: 12, rows: [], isWhole: true } },
        { name: 'batch', payload: { row, items: [], isPartial: true } },
        { name: 'history', payload: null },
        { name: 'keys', payload: { services: [] } },
      ]),
    )
  })

  it('takes no validator into the page', () => {
    const script = readFileSync(join(pageFolder, 'assets', 'page.js'), 'utf8')
    expect(script).not.toMatch(/zod/i)
    expect(script.length).toBeLessThan(40_000)
  })
})

function arrivedIn(folder: string | undefined): number {
  if (folder === undefined || !existsSync(folder)) return 0
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg')).length
}

function eventsOf(page: Page): Promise<PageEvent[]> {
  return page.evaluate<PageEvent[]>('api.events')
}

function makeShoot(): string {
  const shoot = join(temporaryFolder(), 'shoot')
  mkdirSync(join(shoot, 'day 1', 'raw'), { recursive: true })
  writeFileSync(join(shoot, 'a.jpg'), 'a')
  writeFileSync(join(shoot, 'ü & ?.jpg'), 'umlaut')
  writeFileSync(join(shoot, 'day 1', 'b.jpg'), 'b')
  writeFileSync(join(shoot, 'day 1', 'raw', 'c.jpg'), 'c')
  mkdirSync(join(shoot, 'empty'))
  return shoot
}

function expectShoot(folder: string): void {
  const read = (...names: string[]): string => readFileSync(join(folder, 'shoot', ...names), 'utf8')
  expect(read('a.jpg')).toBe('a')
  expect(read('ü & _.jpg')).toBe('umlaut')
  expect(read('day 1', 'b.jpg')).toBe('b')
  expect(read('day 1', 'raw', 'c.jpg')).toBe('c')
}

/** Drops files and folders of this machine onto the page, as a file manager does. */
async function drop(page: Page, files: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [...files], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x: 50, y: 50, data })
  }
  await waitFor(page, 'api.wanted.drops.length > 0')
}
