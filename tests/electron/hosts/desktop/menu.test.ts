import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it, vi } from 'vitest'
import { commandNames, type PageEvent } from '../../../../shared/ipc/contract.ts'
import { german } from '../../../../electron/hosts/desktop/words-de.ts'
import { preventable } from '../../../support/fake-electron-window.ts'
import { createDesktopBench, listens, settings, startedBench } from './desktop-bench.ts'

type Item = MenuItemConstructorOptions

function flatten(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])
}

async function menuOf(platform: 'win32' | 'darwin' | 'linux', options: Parameters<typeof startedBench>[0] = {}) {
  const bench = await startedBench({ platform, ...options })
  const top = (): readonly Item[] => bench.fake.menus.at(-1)!.template
  const items = (): Item[] => flatten(top())
  return { ...bench, top, items }
}

function click(item: Item | undefined): void {
  item!.click!({} as never, undefined, {})
}

function hasTools(items: readonly Item[]): boolean {
  return items.some(({ role }) => role === 'toggleDevTools' || role === 'reload')
}

/** Roles whose accelerator Electron brings along. */
const roleKeys: Readonly<Record<string, string>> = {
  undo: 'CmdOrCtrl+Z',
  cut: 'CmdOrCtrl+X',
  copy: 'CmdOrCtrl+C',
  paste: 'CmdOrCtrl+V',
  selectAll: 'CmdOrCtrl+A',
  reload: 'CmdOrCtrl+R',
}

describe.each(['win32', 'darwin', 'linux'] as const)('the menu on %s', (platform) => {
  it('has every command of the contract, each once and with words', async () => {
    const { items } = await menuOf(platform)
    const commands = items().flatMap(({ id }) => (id === undefined ? [] : [id]))
    expect(commands.toSorted()).toEqual([...commandNames].toSorted())
    for (const { role, type, label } of items()) expect(role ?? type ?? label).toBeTruthy()
  })

  it('has no item in words of Electron, which knows English alone', async () => {
    const answers = { 'settings:read': () => ({ ...settings, language: 'de' as const }) }
    const { items } = await menuOf(platform, { answers, isPackaged: false, argv: ['electron', '.'] })
    const own = new Set([
      ...[german.commands, german.menu, german.roles].flatMap((words) => Object.values<string>(words)),
      // Names.
      'Lightbench',
      'Runflow',
      'AIML API',
    ])
    const labels = items().flatMap(({ type, label }) => (type === 'separator' ? [] : [label]))
    expect(labels.filter((label) => label === undefined || !own.has(label))).toEqual([])
  })

  it('gives no key to two items, and no single key to any', async () => {
    const { items } = await menuOf(platform)
    const keys = items().flatMap(({ accelerator, role }) => accelerator ?? roleKeys[role ?? ''] ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    for (const key of keys) expect(key).toMatch(/^CmdOrCtrl\+((Shift|Alt)\+)?(Enter|\S)$/)
  })

  it('sends each command to the page and brings the window to the front', async () => {
    const { items, window } = await menuOf(platform)
    for (const item of items().filter(({ id }) => id !== undefined)) {
      window.hide()
      click(item)
      const expected: PageEvent = { name: 'command', payload: item.id as (typeof commandNames)[number] }
      expect(window.webContents.sent.at(-1)).toEqual({ channel: 'event', payload: expected })
      expect(window.isShown).toBe(true)
    }
  })

  it('leaves keys that the page acts on to the page', async () => {
    const { items } = await menuOf(platform)
    const withKeys = items().filter(({ id, accelerator }) => id !== undefined && accelerator !== undefined)
    expect(withKeys.length).toBeGreaterThan(10)
    for (const item of withKeys) expect(item.registerAccelerator).toBe(false)
  })

  it('has what the system expects where it expects it', async () => {
    const { items, top } = await menuOf(platform)
    const roles = items().flatMap(({ role }) => role ?? [])
    expect(roles).toEqual(expect.arrayContaining(['about', 'quit', 'undo', 'copy', 'paste', 'togglefullscreen']))
    expect(top()[0]?.role === 'appMenu').toBe(platform === 'darwin')
    expect(roles.includes('services')).toBe(platform === 'darwin')
  })

  it('shows developer tools in a checkout only', async () => {
    const packaged = (await menuOf(platform)).items()
    const checkout = (await menuOf(platform, { isPackaged: false, argv: ['electron', '.'] })).items()
    expect([hasTools(packaged), hasTools(checkout)]).toEqual([false, true])
  })
})

describe('the menu', () => {
  it('says what was chosen without a window to the page that is opened for it, once it listens', async () => {
    const { items, fake, window } = await menuOf('darwin')
    window.close()
    click(items().find(({ id }) => id === 'settings'))
    const [, opened] = fake.windows
    expect(opened!.webContents.sent).toEqual([])
    listens({ fake }, opened!)
    expect(opened!.webContents.sent).toEqual([{ channel: 'event', payload: { name: 'command', payload: 'settings' } }])
  })

  it('speaks the language of the system, and then the chosen one', async () => {
    const answers = { 'settings:read': () => ({ ...settings, language: null }) }
    const { top, desk } = await menuOf('linux', { locale: 'de-AT', answers })
    expect(top()[0]?.label).toBe('Datei')
    desk.emit({ name: 'settings', payload: { ...settings, language: 'en' } })
    expect(top()[0]?.label).toBe('File')
  })

  it('has the folders that were added, latest first and each once, and adds them again', async () => {
    const { items, folder, desk, fake, window } = await menuOf('linux')
    const [first, second] = [join(folder, 'black & white'), join(folder, 'colour')]
    for (const path of [first, second]) mkdirSync(path)
    const event = { sender: window.webContents, senderFrame: window.webContents.mainFrame }
    const recent = (): unknown[] => items().flatMap(({ label = '' }) => (label.startsWith(folder) ? label : []))
    for (const dropped of [[first, join(folder, 'not there')], [second], [first]]) {
      await fake.ipcHandlers.get('intake:dropped')!(event, dropped)
      await vi.waitFor(() => expect(recent()[0]).toBe(dropped[0]!.replace('&', '&&')))
    }
    expect(recent()).toEqual([first.replace('&', '&&'), second])
    click(items().find(({ label }) => label === second))
    expect(desk.added.at(-1)).toEqual([second])
  })

  it('still has them at the next start', async () => {
    const bench = createDesktopBench()
    mkdirSync(join(bench.libraryFolder, 'desktop'), { recursive: true })
    writeFileSync(join(bench.libraryFolder, 'desktop', 'recent.json'), '["/shoots/monday"]')
    await bench.start()
    expect(flatten(bench.fake.menus.at(-1)!.template).some(({ label }) => label === '/shoots/monday')).toBe(true)
  })

  it('says that there is no recent folder yet', async () => {
    const { items } = await menuOf('linux')
    expect(items().find(({ label }) => label === 'None Yet')).toMatchObject({ enabled: false })
  })

  it("keeps recent folders in macOS's dock too", async () => {
    const { fake, folder } = await menuOf('darwin')
    fake.app.emit('open-file', preventable(), folder)
    await vi.waitFor(() => expect(fake.app.dock?.menu?.template).toMatchObject([{ label: folder }]))
  })

  it('is not built again for settings it does not show', async () => {
    const { fake, desk } = await menuOf('linux')
    const before = fake.menus.length
    desk.emit({ name: 'settings', payload: { ...settings, uploadGps: true } })
    expect(fake.menus).toHaveLength(before)
  })

  it('opens help of the known services in the browser', async () => {
    const { items, fake } = await menuOf('linux')
    click(items().find(({ label }) => label === 'Runflow'))
    click(items().find(({ label }) => label === 'AIML API'))
    expect(fake.opened).toEqual(['browse https://docs.runflow.io/', 'browse https://docs.aimlapi.com/'])
  })
})
