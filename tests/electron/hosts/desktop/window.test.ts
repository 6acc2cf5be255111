import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeWindow, readWindowState } from '../../../../electron/hosts/desktop/window-state.ts'
import type { FakeWindow } from '../../../support/fake-electron-window.ts'
import { createDesktopBench, startedBench, turns } from './desktop-bench.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }

describe('the window', () => {
  it('is opened with exactly these options', async () => {
    const { window, parts } = await startedBench()
    expect(window.options).toEqual({
      x: 240,
      y: 90,
      width: 1440,
      height: 900,
      minWidth: 800,
      minHeight: 560,
      title: 'Lightbench',
      backgroundColor: '#f8f8f8',
      show: false,
      webPreferences: {
        preload: parts.paths.preload,
        sandbox: true,
        contextIsolation: true,
        webSecurity: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        plugins: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: false,
      },
    })
    expect(window.loaded).toEqual(['lightbench://app/'])
  })

  it('has developer tools in a checkout only', async () => {
    const { window } = await startedBench({ isPackaged: false, argv: ['electron', '.'] })
    expect(window.options.webPreferences?.devTools).toBe(true)
  })

  it('is shown when there is something to see, not before', async () => {
    const bench = createDesktopBench()
    await bench.start()
    const [window] = bench.fake.windows
    expect(window?.isShown).toBe(false)
    window?.emit('ready-to-show')
    expect(window?.isShown).toBe(true)
  })

  it('is shown without a page when that cannot be loaded, rather than to run on unseen', async () => {
    const bench = createDesktopBench()
    bench.fake.app.on('browser-window-created', (_event, created: FakeWindow) => {
      created.loading = () => Promise.reject(new Error('ERR_FAILED (-2)'))
    })
    await bench.start()
    await turns()
    expect(bench.fake.windows[0]?.isShown).toBe(true)
    expect(bench.log.lines).toMatchObject([{ level: 'warn', message: 'The page was not loaded' }])
  })

  it('has the colour of the theme before the page is there, and follows it', async () => {
    const { window, fake } = await startedBench({ isDark: true })
    expect(window.options.backgroundColor).toBe('#1e1e1e')
    fake.nativeTheme.shouldUseDarkColors = false
    fake.nativeTheme.emit('updated')
    expect(window.background).toBe('#f8f8f8')
  })

  it('opens where it was closed, maximised if it was', async () => {
    const { window, libraryFolder, hasQuit } = await startedBench()
    window.bounds = { x: 100, y: 50, width: 1000, height: 700 }
    window.isLarge = true
    window.close()
    await hasQuit()
    const statePath = join(libraryFolder, 'desktop', 'place.json')
    expect(readWindowState(statePath)).toEqual({ bounds: window.bounds, isMaximized: true })

    const again = createDesktopBench()
    mkdirSync(join(again.libraryFolder, 'desktop'), { recursive: true })
    writeFileSync(join(again.libraryFolder, 'desktop', 'place.json'), readFileSync(statePath))
    await again.start()
    const [opened] = again.fake.windows
    expect(opened?.options).toMatchObject({ x: 100, y: 50, width: 1000, height: 700 })
    expect(opened?.isLarge).toBe(false)
    opened?.emit('ready-to-show')
    expect(opened?.isLarge).toBe(true)
  })

  it.each(['', '{', '{"bounds":{"x":"left"},"isMaximized":true}', 'null'])(
    'opens in the middle when what was remembered is %j',
    async (text) => {
      const bench = createDesktopBench()
      mkdirSync(join(bench.libraryFolder, 'desktop'), { recursive: true })
      writeFileSync(join(bench.libraryFolder, 'desktop', 'place.json'), text)
      await bench.start()
      expect(bench.fake.windows[0]?.options).toMatchObject({ x: 240, y: 90 })
    },
  )
})

describe('the place of a window', () => {
  it('is the remembered one on whichever display it lies', () => {
    const second = { x: 1920, y: 0, width: 1280, height: 1024 }
    const bounds = { x: 2000, y: 10, width: 900, height: 800 }
    expect(placeWindow(bounds, [screen, second])).toEqual(bounds)
  })

  it('is the middle of the first display when its own is gone, with the size it had', () => {
    const bounds = { x: 2000, y: 10, width: 900, height: 800 }
    expect(placeWindow(bounds, [screen])).toEqual({ x: 510, y: 140, width: 900, height: 800 })
  })

  it.each([
    ['above it', { x: 100, y: -40, width: 900, height: 800 }],
    ['below it', { x: 100, y: 1060, width: 900, height: 800 }],
    ['left of it', { x: -850, y: 100, width: 900, height: 800 }],
  ])('is not one whose title bar lies %s', (_where, bounds) => {
    expect(placeWindow(bounds, [screen])).toMatchObject({ x: 510, y: 140 })
  })

  it('is never larger than the display', () => {
    const small = { x: 0, y: 25, width: 1024, height: 700 }
    expect(placeWindow(null, [small])).toEqual(small)
  })
})
