import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { preventable } from '../../../support/fake-electron-window.ts'
import { createDesktopBench, startedBench } from './desktop-bench.ts'

describe('files that are opened with the app', () => {
  it('come from the command line, whole and without switches', async () => {
    const { desk, folder } = await startedBench({ argv: ['lightbench', 'a.png', '--flag', '/b/c.jpg', '-x', ''] })
    expect(desk.added).toEqual([[join(folder, 'a.png'), '/b/c.jpg']])
  })

  it('may come as addresses, as from file managers on Linux', async () => {
    const { desk } = await startedBench({
      argv: ['lightbench', 'file:///shoots/black%20%26%20white/a.png', 'FILE:///b.png', 'file://elsewhere/c.png'],
      cwd: '/work',
    })
    const elsewhere = process.platform === 'win32' ? '\\\\elsewhere\\c.png' : '/work/file:/elsewhere/c.png'
    expect(desk.added).toEqual([['/shoots/black & white/a.png', '/b.png', elsewhere]])
  })

  it('do not include the app itself in a checkout', async () => {
    const { desk } = await startedBench({ isPackaged: false, argv: ['electron', '.', '/a.png'] })
    expect(desk.added).toEqual([['/a.png']])
  })

  it('come from a second start, which hands them over whole and ends', async () => {
    const second = createDesktopBench({ hasLock: false, argv: ['lightbench', 'a.png'] })
    await second.start()
    expect(second.fake.app.lockData).toEqual({ paths: [join(second.folder, 'a.png')] })
    expect(second.fake.calls).toEqual(['app.setPath', 'app.requestSingleInstanceLock', 'app.quit', 'ready'])

    const first = await startedBench()
    first.window.isSmall = true
    first.fake.app.emit('second-instance', {}, ['reordered'], '/', second.fake.app.lockData)
    expect(first.desk.added).toEqual([[join(second.folder, 'a.png')]])
    expect([first.window.isSmall, first.window.isInFront]).toEqual([false, true])
  })

  it.each([undefined, null, 'x', { paths: 'x' }, { paths: [1] }, { paths: [''] }])(
    'are none when a second start hands over %j',
    async (data) => {
      const { desk, fake } = await startedBench()
      fake.app.emit('second-instance', {}, ['/etc/passwd'], '/', data)
      expect(desk.added).toEqual([])
    },
  )

  it('may be named by the Finder before anything is ready', async () => {
    const bench = createDesktopBench({ platform: 'darwin', argv: ['lightbench', '/from-argv.png'] })
    const event = preventable()
    const starting = bench.start()
    bench.fake.app.emit('open-file', event, '/early.png')
    await starting
    expect(event.isPrevented).toBe(true)
    expect(bench.desk.added).toEqual([['/from-argv.png', '/early.png']])
    bench.fake.app.emit('open-file', preventable(), '/later.png')
    expect(bench.desk.added.at(-1)).toEqual(['/later.png'])
  })
})
