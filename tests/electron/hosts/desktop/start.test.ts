import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../shared/errors.ts'
import { settings, createDesktopBench, startedBench, turns } from './desktop-bench.ts'

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
    const { fake, parts } = await startedBench()
    expect(fake.app.paths).toEqual({ userData: join(parts.libraryFolder, 'window') })
    expect(existsSync(join(parts.libraryFolder, 'window'))).toBe(true)
  })

  it('ends in words when the library cannot be opened, and opens no window', async () => {
    const newer = new AppError('library-newer', 'A newer Lightbench made this library.')
    const bench = createDesktopBench({ open: () => Promise.reject(newer), locale: 'de' })
    await bench.start()
    expect(bench.fake.errors).toEqual([
      {
        title: 'Lightbench kann nicht starten',
        text: 'A newer Lightbench made this library.\n\nUse the newer Lightbench that made this library.',
      },
    ])
    expect([bench.fake.app.exitCode, bench.fake.windows.length]).toEqual([1, 0])
    expect(bench.log.lines).toMatchObject([{ level: 'error', message: 'The start failed' }])
  })

  it('ends in words when the library folder cannot be made', async () => {
    const bench = createDesktopBench()
    writeFileSync(bench.parts.libraryFolder, 'a file where the folder should be')
    await bench.start()
    expect(bench.fake.errors[0]?.text).toContain('cannot be written')
    expect(bench.fake.app.exitCode).toBe(1)
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

describe('a page that dies', () => {
  const crashed = { reason: 'crashed', exitCode: 5 }

  it('is loaded again once, and says so when it is back', async () => {
    const { window } = await startedBench()
    window.webContents.emit('render-process-gone', {}, crashed)
    expect(window.webContents.reloads).toBe(1)
    expect(window.webContents.sent).toEqual([])
    window.webContents.emit('did-finish-load')
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

  it('is left alone when it ended as it should', async () => {
    const { window } = await startedBench()
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    expect(window.webContents.reloads).toBe(0)
  })
})
