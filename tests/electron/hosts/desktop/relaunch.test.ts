import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { createRelaunch, startDetached } from '../../../../electron/hosts/desktop/relaunch.ts'
import { createFakeElectron } from '../../../support/fake-electron.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createFakeLog, startedBench } from './desktop-bench.ts'

it('keeps the switches of a start and the folder of a checkout, and leaves its files on the table', () => {
  const { app, electron } = createFakeElectron({ isPackaged: false })
  const argv = ['electron', '/checkout', '--lang=de', '/a.png']
  createRelaunch({ app: electron.app, argv, appImage: null, startDetached: () => undefined })(['/b.png'])
  expect(app.relaunches).toEqual([['/checkout', '--lang=de', '/b.png']])
})

it('starts an AppImage itself, once it would not hand over to a process that ends', () => {
  const { app, electron } = createFakeElectron()
  app.isLocked = true
  const started: unknown[] = []
  const relaunch = createRelaunch({
    app: electron.app,
    argv: ['/tmp/.mount_x/lightbench', '/a.png'],
    appImage: '/apps/Lightbench.AppImage',
    startDetached: (program, args) => started.push([program, args, app.isLocked]),
  })
  relaunch(['/b.png'])
  expect(started).toEqual([['/apps/Lightbench.AppImage', ['/b.png'], false]])
  expect(app.relaunches).toEqual([])
})

it.skipIf(process.platform === 'win32')('comes back from leaving by way of the AppImage', async () => {
  const folder = temporaryFolder()
  const script = join(folder, 'Lightbench.AppImage')
  const [unfinished, started] = [join(folder, 'new'), join(folder, 'started')]
  writeFileSync(script, `#!/bin/sh\nprintf '%s' "$1" > '${unfinished}'\nmv '${unfinished}' '${started}'\n`, {
    mode: 0o755,
  })
  const { fake, desk, closes, hasQuit } = await startedBench({ appImage: script })
  const left = Promise.withResolvers<void>()
  desk.leaving = left.promise
  fake.app.quit()
  fake.app.emit('second-instance', {}, [], '/', { paths: ['/later.png'] })
  left.resolve()
  await hasQuit()
  expect(closes()).toBe(1)
  await vi.waitFor(() => expect(existsSync(started)).toBe(true), { timeout: 10_000 })
  expect(readFileSync(started, 'utf8')).toBe('/later.png')
})

it('logs a program that cannot be started', async () => {
  const log = createFakeLog()
  startDetached(join(temporaryFolder(), 'gone'), [], log.logger)
  await vi.waitFor(() => expect(log.lines).toMatchObject([{ level: 'error' }]))
})
