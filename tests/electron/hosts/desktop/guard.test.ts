import { describe, expect, it } from 'vitest'
import { startedBench } from './desktop-bench.ts'

const ours = { requestingUrl: 'lightbench://app/', isMainFrame: true }
const devices = ['hid', 'serial', 'usb', 'media', 'midi', 'geolocation', 'nfc', 'smart-card', 'sensors']
const others = [
  'notifications',
  'fullscreen',
  'openExternal',
  'clipboard-read',
  'fileSystem',
  'display-capture',
  'unknown',
]

describe('the session', () => {
  it('denies every permission, asked for or only looked at', async () => {
    const { fake } = await startedBench()
    for (const permission of [...devices, ...others, 'local-network-access', 'persistent-storage', 'pointerLock']) {
      expect([permission, fake.session.asks(permission, ours)]).toEqual([permission, false])
      expect([permission, fake.session.checks(permission, ours)]).toEqual([permission, false])
    }
  })

  it('lets our own page copy a text, and nobody else', async () => {
    const { fake } = await startedBench()
    const copy = 'clipboard-sanitized-write'
    const strangers = [
      { requestingUrl: 'https://example.com/', isMainFrame: true },
      { requestingUrl: 'lightbench://app.evil/', isMainFrame: true },
      { requestingUrl: 'lightbench://app/', isMainFrame: false },
    ]
    expect([fake.session.asks(copy, ours), fake.session.checks(copy, ours)]).toEqual([true, true])
    expect(fake.session.checks(copy, { ...ours, requestingUrl: 'lightbench://app' })).toBe(true)
    for (const stranger of strangers) {
      expect([fake.session.asks(copy, stranger), fake.session.checks(copy, stranger)]).toEqual([false, false])
    }
  })

  it('gives no device and no screen away', async () => {
    const { fake } = await startedBench()
    expect(fake.session.handlers.device()).toBe(false)
    let streams: unknown = 'none given'
    fake.session.handlers.display({}, (given) => (streams = given))
    expect(streams).toBeNull()
    expect(fake.session.chooses('select-hid-device', [{}])).toEqual({ isPrevented: true, chosen: null })
    expect(fake.session.chooses('select-serial-port', [[], {}])).toEqual({ isPrevented: true, chosen: '' })
    expect(fake.session.chooses('select-usb-device', [{}])).toEqual({ isPrevented: true, chosen: null })
  })

  it('downloads nothing and asks the network for nothing', async () => {
    const { fake } = await startedBench()
    const download = { isPrevented: false, preventDefault: () => void (download.isPrevented = true) }
    fake.session.session.emit('will-download', download, {}, {})
    expect(download.isPrevented).toBe(true)
    for (const url of [
      'https://example.com/a',
      'http://127.0.0.1/',
      'ws://x/',
      'wss://x/',
      'ftp://x/',
      'file:///etc/passwd',
    ]) {
      expect([url, fake.session.loads(url)]).toEqual([url, false])
    }
    expect(fake.session.loads('lightbench://app/')).toBe(true)
    expect(fake.session.handlers.hasSpellChecker).toBe(false)
  })
})

describe('the page', () => {
  it.each([
    'https://example.com/',
    'file:///etc/passwd',
    'lightbench://other/',
    'lightbench://app/other.html',
    'javascript:1',
  ])('cannot go to %s, in no frame', async (url) => {
    const { window } = await startedBench()
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      expect([name, window.webContents.goesThrough(name, { url, isMainFrame: true })]).toEqual([name, false])
      expect([name, window.webContents.goesThrough(name, { url, isMainFrame: false })]).toEqual([name, false])
    }
  })

  it('may load itself anew, but not into a frame of its own', async () => {
    const { webContents } = (await startedBench()).window
    const url = 'lightbench://app/'
    expect(webContents.goesThrough('will-navigate', { url, isMainFrame: true })).toBe(true)
    expect(webContents.goesThrough('will-frame-navigate', { url, isMainFrame: true })).toBe(true)
    expect(webContents.goesThrough('will-frame-navigate', { url, isMainFrame: false })).toBe(false)
    expect(webContents.goesThrough('will-redirect', { url, isMainFrame: true })).toBe(false)
  })

  it('opens no window, not even of its own, and no web view', async () => {
    const { webContents } = (await startedBench()).window
    for (const url of ['https://docs.runflow.io/', 'lightbench://app/', 'about:blank'])
      expect(webContents.open(url)).toBe('deny')
    expect(webContents.goesThrough('will-attach-webview', {}, {}, {})).toBe(false)
  })

  it('gets no Bluetooth device and answers no password prompt', async () => {
    const { window, fake } = await startedBench()
    let chosen: string | undefined
    expect(window.webContents.goesThrough('select-bluetooth-device', {}, [], (id: string) => (chosen = id))).toBe(false)
    expect(chosen).toBe('')
    const event = { isPrevented: false, preventDefault: () => void (event.isPrevented = true) }
    const given: unknown[] = []
    fake.app.emit('login', event, window.webContents, {}, {}, (...answer: unknown[]) => given.push(answer))
    expect([event.isPrevented, given]).toEqual([true, [[]]])
  })

  it('is guarded in every window there will ever be', async () => {
    const { fake, window } = await startedBench({ platform: 'darwin' })
    window.close()
    fake.app.emit('activate')
    const [, second] = fake.windows
    expect(second?.webContents.open('https://example.com/')).toBe('deny')
    expect(second?.webContents.goesThrough('will-navigate', { url: 'https://example.com/', isMainFrame: true })).toBe(
      false,
    )
  })
})
