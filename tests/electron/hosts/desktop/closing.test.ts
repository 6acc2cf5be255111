import { describe, expect, it, vi } from 'vitest'
import { preventable } from '../../../support/fake-electron-window.ts'
import { startedBench, turns } from './desktop-bench.ts'

const [keepRunning, pauseAndQuit, cancel] = [0, 1, 2]

describe('closing the window while nothing runs', () => {
  it.each(['linux', 'win32'] as const)('ends the app on %s, after everything is journalled', async (platform) => {
    const { window, fake, desk, hasQuit } = await startedBench({ platform })
    const left = Promise.withResolvers<void>()
    desk.leaving = left.promise
    expect(window.close()).toBe(true)
    await turns()
    expect([desk.leaves, fake.app.hasQuit]).toEqual([1, false])
    left.resolve()
    await hasQuit()
    expect(fake.questions).toEqual([])
    expect(fake.calls.slice(-2)).toEqual(['library.close', 'app.quit'])
  })

  it('leaves the app in the dock on macOS, from where it comes back', async () => {
    const { window, fake, desk } = await startedBench({ platform: 'darwin' })
    expect(window.close()).toBe(true)
    await turns()
    expect([desk.leaves, fake.app.hasQuit]).toEqual([0, false])
    fake.app.emit('activate')
    expect(fake.windows).toHaveLength(2)
  })
})

describe('closing the window while pictures are edited', () => {
  it('asks, says what each answer means, and keeps everything meanwhile', async () => {
    const { window, fake, desk, runs } = await startedBench()
    const pressed = Promise.withResolvers<number>()
    fake.answers.messageBox = () => pressed.promise
    runs()
    expect(window.close()).toBe(false)
    expect(window.close()).toBe(false)
    fake.app.quit()
    expect(fake.questions).toMatchObject([
      {
        hasParent: true,
        message: 'Pictures are still being edited.',
        buttons: ['Keep Running in the Background', 'Pause and Quit', 'Cancel'],
      },
    ])
    expect(fake.questions[0]?.detail).toContain('Nothing is paid for twice.')
    expect([desk.leaves, window.isShown]).toEqual([0, true])
    pressed.resolve(cancel)
    await turns()
    expect([desk.leaves, window.isShown, fake.app.hasQuit]).toEqual([0, true, false])
    expect(window.close()).toBe(false)
    expect(fake.questions).toHaveLength(2)
  })

  it('does not call it editing when they wait for the network', async () => {
    const { window, fake, runs } = await startedBench()
    fake.answers.messageBox = () => cancel
    runs({ activity: 'waiting' })
    expect(window.close()).toBe(false)
    await turns()
    expect(fake.questions).toMatchObject([{ message: 'Batches are waiting to go on.' }])
    expect(fake.questions[0]?.detail).toContain('They wait for the network')
  })

  it('pauses and quits when that is the answer', async () => {
    const { window, fake, desk, runs, hasQuit, closes } = await startedBench()
    fake.answers.messageBox = () => pauseAndQuit
    runs()
    window.close()
    await hasQuit()
    expect([desk.leaves, closes()]).toEqual([1, 1])
  })

  it('goes on without a window when that is the answer, and ends by itself when all is done', async () => {
    const { window, fake, desk, runs, ends, hasQuit } = await startedBench()
    fake.answers.messageBox = () => keepRunning
    runs()
    window.close()
    await vi.waitFor(() => expect(window.isShown).toBe(false))
    runs({}, 0.9)
    await turns()
    expect([desk.leaves, window.isGone]).toEqual([0, false])
    ends()
    await hasQuit()
    expect(desk.leaves).toBe(1)
  })

  it('stays once it was looked at again', async () => {
    const { window, fake, desk, runs, ends } = await startedBench()
    fake.answers.messageBox = () => keepRunning
    runs()
    window.close()
    await vi.waitFor(() => expect(window.isShown).toBe(false))
    fake.app.emit('second-instance', {}, [], '/', { paths: [] })
    expect(window.isShown).toBe(true)
    ends()
    await turns()
    expect([desk.leaves, fake.app.hasQuit]).toEqual([0, false])
  })

  it('ends at once when everything was done while the question stood', async () => {
    const { window, fake, runs, ends, hasQuit } = await startedBench()
    const pressed = Promise.withResolvers<number>()
    fake.answers.messageBox = () => pressed.promise
    runs()
    window.close()
    ends()
    pressed.resolve(keepRunning)
    await hasQuit()
  })

  it('stays in the dock on macOS when all is done', async () => {
    const { window, fake, runs, ends } = await startedBench({ platform: 'darwin' })
    fake.answers.messageBox = () => keepRunning
    runs()
    window.close()
    await vi.waitFor(() => expect(window.isShown).toBe(false))
    ends()
    await turns()
    expect(fake.app.hasQuit).toBe(false)
  })

  it('does nothing when the question cannot be shown', async () => {
    const { window, fake, desk, runs, log } = await startedBench()
    fake.answers.messageBox = () => Promise.reject(new Error('no display'))
    runs()
    window.close()
    await turns()
    expect([desk.leaves, window.isShown]).toEqual([0, true])
    expect(log.lines.map(({ message }) => message)).toEqual(['The question before closing cannot be shown'])
  })
})

describe('quitting', () => {
  it('asks while pictures are edited', async () => {
    const { fake, desk, runs } = await startedBench()
    fake.answers.messageBox = () => cancel
    runs()
    fake.app.quit()
    await turns()
    expect([fake.questions.length, desk.leaves, fake.app.hasQuit]).toEqual([1, 0, false])
  })

  it('journals once however often it is asked for, and opens nothing meanwhile', async () => {
    const { fake, desk, window, hasQuit } = await startedBench()
    const left = Promise.withResolvers<void>()
    desk.leaving = left.promise
    fake.app.quit()
    fake.app.quit()
    fake.app.emit('activate')
    await turns()
    expect([desk.leaves, fake.windows.length, window.isShown]).toEqual([1, 1, false])
    left.resolve()
    await hasQuit()
    expect(desk.leaves).toBe(1)
  })

  it('starts again when it was asked for while it left, with the files that were handed over', async () => {
    const { fake, desk, hasQuit } = await startedBench({ argv: ['lightbench', '--ozone-platform=x11', '/first.png'] })
    const left = Promise.withResolvers<void>()
    desk.leaving = left.promise
    fake.app.quit()
    fake.app.emit('second-instance', {}, [], '/', { paths: ['/later.png'] })
    fake.app.emit('open-file', preventable(), '/dropped.png')
    left.resolve()
    await hasQuit()
    expect(fake.app.relaunches).toEqual([['--ozone-platform=x11', '/later.png', '/dropped.png']])
    expect(desk.added).toEqual([['/first.png']])
  })

  it('goes through even when leaving fails, because the journal has everything', async () => {
    const { fake, desk, hasQuit, log } = await startedBench()
    desk.leave = () => Promise.reject(new Error('the disk is gone'))
    fake.app.quit()
    await hasQuit()
    expect(log.lines.map(({ message }) => message)).toEqual(['Leaving failed'])
    expect(fake.app.relaunches).toEqual([])
  })

  it.each(['query-session-end', 'session-end'])('asks nobody when Windows ends the session (%s)', async (name) => {
    const { fake, desk, window, runs, hasQuit } = await startedBench({ platform: 'win32' })
    runs()
    window.emit(name, preventable())
    await hasQuit()
    expect([desk.leaves, fake.questions.length]).toEqual([1, 0])
  })

  it('holds Windows up while something runs, in the sight Windows asks for, and not otherwise', async () => {
    const busy = await startedBench({ platform: 'win32' })
    const [asked, idle] = [preventable(), preventable()]
    const left = Promise.withResolvers<void>()
    busy.desk.leaving = left.promise
    busy.runs()
    busy.window.emit('query-session-end', asked)
    expect([asked.isPrevented, busy.window.isShown]).toEqual([true, true])
    left.resolve()
    await busy.hasQuit()

    const { window, hasQuit } = await startedBench({ platform: 'win32' })
    window.emit('query-session-end', idle)
    await hasQuit()
    expect(idle.isPrevented).toBe(false)
  })

  it('delays a shutdown until everything is journalled, and asks nobody', async () => {
    const { fake, desk, runs, hasQuit } = await startedBench()
    const event = preventable()
    runs()
    fake.powerMonitor.emit('shutdown', event)
    await hasQuit()
    expect([event.isPrevented, desk.leaves, fake.questions.length]).toEqual([true, 1, 0])
  })

  it('is not held up by a question that stands when the system shuts down', async () => {
    const { fake, desk, window, runs, hasQuit } = await startedBench()
    const pressed = Promise.withResolvers<number>()
    fake.answers.messageBox = () => pressed.promise
    runs()
    window.close()
    fake.powerMonitor.emit('shutdown', preventable())
    await hasQuit()
    pressed.resolve(keepRunning)
    await turns()
    expect(desk.leaves).toBe(1)
  })
})
