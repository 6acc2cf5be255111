import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startDesktop } from '../../../../electron/hosts/desktop/start.ts'
import { AppError } from '../../../../shared/errors.ts'
import { settings, createDesktopBench, listens, startedBench, turns } from './desktop-bench.ts'

describe('the start', () => {
  it('does everything in its order', async () => {
    const { fake, desk } = await startedBench()
    expect(fake.calls).toEqual([
      'app.setPath',
      'app.requestSingleInstanceLock',
      'protocol.registerSchemesAsPrivileged',
      'app.enableSandbox',
      'app.whenReady',
      'ready',
      'protocol.handle lightbench',
      'open',
      'protocol.handle lightbench-picture',
      'desk.begin',
      'BrowserWindow',
    ])
    expect(desk.begins).toBe(1)
  })

  it('does all that has to come before Electron is ready before it waits for anything', () => {
    const bench = createDesktopBench()
    void bench.start()
    expect(bench.fake.calls.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(
      bench.fake.calls.indexOf('ready'),
    )
  })

  it('keeps the files of the window with the library, so that each library has a window of its own', async () => {
    const { fake, libraryFolder } = await startedBench()
    expect(fake.app.paths).toEqual({ userData: join(libraryFolder, 'window') })
    expect(existsSync(join(libraryFolder, 'window'))).toBe(true)
  })

  it('ends in words when the library cannot be opened, and opens no window', async () => {
    const newer = new AppError('library-newer', 'A newer Lightbench made this library.')
    const bench = createDesktopBench({ open: () => Promise.reject(newer), locale: 'de' })
    await bench.start()
    expect(bench.fake.errors).toEqual([
      {
        title: 'Lightbench kann nicht starten',
        text: 'Bibliothek stammt aus einer neueren Version: A newer Lightbench made this library.\n\nBitte das neuere Lightbench verwenden, das diese Bibliothek angelegt hat.',
        isReady: true,
      },
    ])
    expect([bench.fake.app.exitCode, bench.fake.windows.length]).toEqual([1, 0])
    expect(bench.log.lines).toMatchObject([{ level: 'error', message: 'The start failed' }])
  })

  it('ends in words when the library folder cannot be made', async () => {
    const bench = createDesktopBench()
    writeFileSync(bench.libraryFolder, 'a file where the folder should be')
    await bench.start()
    expect(bench.fake.errors[0]?.text).toContain('cannot be written')
    expect(bench.fake.app.exitCode).toBe(1)
  })

  it('ends in words only when they can be seen, which on Linux is not before Electron is ready', async () => {
    const bench = createDesktopBench()
    writeFileSync(bench.libraryFolder, 'a file where the folder should be')
    const starting = startDesktop(bench.parts)
    await turns()
    expect([bench.fake.errors, bench.fake.app.exitCode]).toEqual([[], null])
    bench.fake.app.becomeReady()
    await starting
    expect([bench.fake.errors.length, bench.fake.app.exitCode]).toEqual([1, 1])
  })

  it('ends in words when nobody can say where the library is', async () => {
    const message = '/library/moved-to.json should say where the library was moved to, and cannot be read.'
    const bench = createDesktopBench({
      locate: () => {
        throw new AppError('library-damaged', message)
      },
    })
    await bench.start()
    expect(bench.fake.errors).toMatchObject([{ title: 'Lightbench cannot start' }])
    expect(bench.fake.errors[0]?.text).toContain(message)
    expect([bench.fake.app.exitCode, bench.fake.windows.length]).toEqual([1, 0])
  })

  it.each(['en-GB', 'de-DE'])("shows no page without Chromium's sandbox (%s)", async (locale) => {
    const bench = createDesktopBench({ switches: ['no-sandbox'], locale })
    await bench.start()
    expect(bench.fake.errors).toMatchObject([{ isReady: true }])
    expect(bench.fake.errors[0]?.text).toContain('--no-sandbox')
    expect(bench.fake.calls).toEqual(['app.whenReady', 'ready'])
    expect(bench.fake.app.exitCode).toBe(1)
  })

  it('says so when nobody can have the lock, rather than to end as if another start had it', async () => {
    const bench = createDesktopBench({ hasLock: null })
    await bench.start()
    expect(bench.fake.errors[0]?.text).toContain('cannot be locked')
    expect([bench.fake.app.exitCode, bench.fake.calls.includes('open')]).toEqual([1, false])
  })

  it('ends without telling secrets when something unforeseen happens', async () => {
    const bench = createDesktopBench({ open: () => Promise.reject(new Error('key sk-secret')) })
    await bench.start()
    expect(bench.fake.errors[0]?.text).not.toContain('sk-secret')
    expect(bench.fake.app.exitCode).toBe(1)
  })

  it('takes theme and language from the settings', async () => {
    const { fake, desk } = await startedBench({ answers: { 'settings:read': () => ({ ...settings, theme: 'dark' }) } })
    expect(fake.nativeTheme.themeSource).toBe('dark')
    desk.emit({ name: 'settings', payload: { ...settings, theme: 'light' } })
    expect(fake.nativeTheme.themeSource).toBe('light')
  })

  it('starts with what the system wants when the settings cannot be read', async () => {
    const answers = {
      'settings:read': () => {
        throw new AppError('invalid-request', 'The settings file is not valid JSON.')
      },
    }
    const { fake, window } = await startedBench({ answers })
    expect(fake.nativeTheme.themeSource).toBe('system')
    expect(window.isShown).toBe(true)
  })
})

describe('a start that finds the library damaged', () => {
  const damaged = new AppError('library-damaged', 'The library in /library is damaged.')
  const madeAt = new Date('2026-03-01T10:00:00.000Z')

  it('names no commands, which the packaged app does not bring', async () => {
    const bench = createDesktopBench({ open: () => Promise.reject(damaged) })
    await bench.start()
    expect(bench.fake.errors[0]?.text).toContain(damaged.message)
    expect(bench.fake.errors[0]?.text).not.toContain('“lightbench')
  })

  it('offers the newest backup, and starts again with it', async () => {
    const restored: string[] = []
    const bench = createDesktopBench({
      open: () => Promise.reject(damaged),
      backups: { newest: () => madeAt, restore: async (folder) => void restored.push(folder) },
      argv: ['lightbench', '--lang=en'],
    })
    await bench.start()
    expect(bench.fake.questions).toMatchObject([{ buttons: ['Restore the Newest Backup', 'Quit'] }])
    expect(bench.fake.questions[0]?.detail).toContain('March 1, 2026')
    expect(restored).toEqual([bench.libraryFolder])
    expect([bench.fake.app.relaunches, bench.fake.app.exitCode]).toEqual([[['--lang=en']], 0])
  })

  it('changes nothing when that is refused', async () => {
    const restored: string[] = []
    const bench = createDesktopBench({
      open: () => Promise.reject(damaged),
      backups: { newest: () => madeAt, restore: async (folder) => void restored.push(folder) },
    })
    bench.fake.answers.messageBox = () => 1
    await bench.start()
    expect([restored, bench.fake.app.relaunches, bench.fake.app.exitCode]).toEqual([[], [], 1])
  })

  it('says what kept the backup from being put back, and offers it no second time', async () => {
    const busy = new AppError('library-busy', 'The library is open in another Lightbench.')
    const bench = createDesktopBench({
      open: () => Promise.reject(damaged),
      backups: { newest: () => madeAt, restore: () => Promise.reject(busy) },
    })
    await bench.start()
    expect(bench.fake.questions).toHaveLength(1)
    expect(bench.fake.errors[0]?.text).toContain(busy.message)
    expect([bench.fake.app.relaunches, bench.fake.app.exitCode]).toEqual([[], 1])
  })
})

describe('a start that moves the library', () => {
  it('starts again where it is now, with its files, and opens nothing under the lock of the old folder', async () => {
    const bench = createDesktopBench({
      prepare: () => Promise.resolve({ libraryFolder: '/elsewhere', failure: null }),
      argv: ['lightbench', '/a.png'],
    })
    const starting = bench.start()
    bench.fake.app.emit('second-instance', {}, [], '/', { paths: ['/b.png'] })
    await starting
    expect(bench.fake.app.relaunches).toEqual([['/a.png', '/b.png']])
    expect([bench.fake.app.hasQuit, bench.fake.windows.length, bench.fake.calls.includes('open')]).toEqual([
      true,
      0,
      false,
    ])
  })
})

describe('a page that dies', () => {
  const crashed = { reason: 'crashed', exitCode: 5 }

  it('is loaded again once, and says so when it is back', async () => {
    const { window, fake } = await startedBench()
    window.webContents.emit('render-process-gone', {}, crashed)
    expect(window.webContents.reloads).toBe(1)
    expect(window.webContents.sent).toEqual([])
    listens({ fake }, window)
    expect(window.webContents.sent.map(({ payload }) => payload)).toEqual([
      {
        name: 'notice',
        payload: {
          code: 'unexpected',
          message: 'The window had to be loaded again. Nothing was lost, and running batches went on.',
        },
      },
    ])
  })

  it('leaves a second time to the user', async () => {
    const { window, fake, hasQuit } = await startedBench()
    window.webContents.emit('render-process-gone', {}, crashed)
    window.webContents.emit('render-process-gone', {}, crashed)
    await turns()
    expect(fake.questions).toMatchObject([{ hasParent: true, buttons: ['Load It Again', 'Quit'] }])
    expect(window.webContents.reloads).toBe(2)
    fake.answers.messageBox = () => 1
    window.webContents.emit('render-process-gone', {}, crashed)
    await hasQuit()
  })

  it('misses nothing that is said before it is back', async () => {
    const { window, fake, desk } = await startedBench()
    const pressed = Promise.withResolvers<number>()
    fake.answers.messageBox = () => pressed.promise
    window.webContents.emit('render-process-gone', {}, crashed)
    listens({ fake }, window)
    window.webContents.emit('render-process-gone', {}, crashed)
    const before = window.webContents.sent.length
    desk.emit({ name: 'notice', payload: { code: 'disk-full', message: 'The disk is full.' } })
    expect(window.webContents.sent).toHaveLength(before)
    pressed.resolve(0)
    await turns()
    listens({ fake }, window)
    expect(window.webContents.sent.slice(before).map(({ payload }) => payload)).toMatchObject([
      { payload: { code: 'disk-full' } },
      { payload: { code: 'unexpected' } },
    ])
  })

  it('is left alone when it ended as it should', async () => {
    const { window } = await startedBench()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect(window.webContents.reloads).toBe(0)
  })
})
