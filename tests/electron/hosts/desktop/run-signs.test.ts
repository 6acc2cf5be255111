import { describe, expect, it } from 'vitest'
import { buildBatch, listens, settings, startedBench } from './desktop-bench.ts'

async function hidden(options: Parameters<typeof startedBench>[0] = {}) {
  const bench = await startedBench(options)
  bench.window.isInFront = false
  const batch = (row: Parameters<typeof buildBatch>[0]): void =>
    bench.desk.emit({ name: 'batch', payload: { row: buildBatch(row), items: [], isPartial: false } })
  const said = (): unknown[] => bench.fake.notifications.map(({ options }) => options)
  return { ...bench, batch, said }
}

describe('progress on taskbar and dock', () => {
  it('follows all that runs and is gone at the very end', async () => {
    const { window, runs, ends } = await startedBench()
    runs({}, 0)
    runs({}, 0.5)
    runs({}, 1)
    ends()
    expect(window.progress.slice(-4)).toEqual([0, 0.5, 1, -1])
  })

  it("stands in macOS's dock as well, and leaves it", async () => {
    const { fake, runs, ends } = await startedBench({ platform: 'darwin' })
    runs({}, 0.996)
    ends()
    expect(fake.app.dock?.badges.slice(-2)).toEqual(['99 %', ''])
  })

  it('is shown on a window that was opened meanwhile', async () => {
    const { fake, window, runs } = await startedBench({ platform: 'darwin' })
    window.close()
    runs({}, 0.4)
    fake.app.emit('activate')
    fake.windows[1]?.show()
    expect(fake.windows[1]?.progress).toEqual([0.4])
  })
})

describe('the machine', () => {
  it('stays awake while items run and not a moment longer', async () => {
    const { fake, runs, ends } = await startedBench()
    const isAwake = (): boolean[] => fake.blockers.map(({ isOn }) => isOn)
    expect(isAwake()).toEqual([])
    runs()
    runs({}, 0.7)
    expect(isAwake()).toEqual([true])
    ends()
    ends()
    expect(isAwake()).toEqual([false])
    runs()
    expect(fake.blockers).toEqual([
      { kind: 'prevent-app-suspension', isOn: false },
      { kind: 'prevent-app-suspension', isOn: true },
    ])
  })

  it('may sleep while batches only wait', async () => {
    const { fake, runs } = await startedBench()
    runs({ activity: 'waiting' })
    expect(fake.blockers).toEqual([])
    runs({ activity: 'stopping' })
    runs({ activity: 'waiting' })
    expect(fake.blockers).toEqual([{ kind: 'prevent-app-suspension', isOn: false }])
  })
})

describe('a notification', () => {
  it('says how a batch ended to someone who looks elsewhere', async () => {
    const { batch, said } = await hidden()
    batch({ activity: 'running' })
    expect(said()).toEqual([])
    batch({ activity: 'none', status: 'done', counts: { done: 7, failed: 2, unresolved: 1 } })
    expect(said()).toEqual([{ title: 'Batch 12 has ended', body: '7 done, 2 failed, 1 sent, no answer yet' }])
  })

  it('says why a batch is paused', async () => {
    const { batch, said } = await hidden()
    batch({ activity: 'stopping' })
    batch({ activity: 'none', status: 'paused', pause: { code: 'out-of-credits', message: 'No credit is left.' } })
    expect(said()).toEqual([{ title: 'Batch 12 is paused', body: 'No credit is left.' }])
  })

  it('comes once for each end, in the chosen language', async () => {
    const { batch, said, desk } = await hidden()
    desk.emit({ name: 'settings', payload: { ...settings, language: 'de' } })
    batch({ activity: 'running' })
    batch({ activity: 'none', status: 'done', counts: { done: 1 } })
    batch({ activity: 'none', status: 'done', counts: { done: 1 } })
    expect(said()).toEqual([{ title: 'Stapel 12 ist zu Ende', body: '1 fertig' }])
  })

  it.each([
    ['the window is in front', { isInFront: true }],
    ['nobody wants any', { notifications: false }],
    ['the user cancelled it', { status: 'cancelled' as const }],
    ['the batch did not run here', { hasRun: false }],
  ])(
    'stays away when %s',
    async (
      _why,
      {
        isInFront = false,
        notifications = true,
        status = 'done' as const,
        hasRun = true,
      }: {
        isInFront?: boolean
        notifications?: boolean
        status?: 'done' | 'cancelled'
        hasRun?: boolean
      },
    ) => {
      const { batch, said, window, desk } = await hidden()
      window.isInFront = isInFront
      desk.emit({ name: 'settings', payload: { ...settings, notifications } })
      if (hasRun) batch({ activity: 'running' })
      batch({ activity: 'none', status })
      expect(said()).toEqual([])
    },
  )

  it('leads to the batch when it is clicked', async () => {
    const { batch, fake, window } = await hidden()
    batch({ activity: 'running' })
    batch({ activity: 'none', status: 'done' })
    window.hide()
    fake.notifications[0]?.emit('click')
    expect([window.isShown, window.isInFront]).toEqual([true, true])
    expect(window.webContents.sent.at(-1)?.payload).toEqual({
      name: 'show-batch',
      payload: { batchId: 'batch-1' },
    })
  })

  it('waits with the batch it leads to for a page that listens', async () => {
    const { batch, fake, window } = await hidden({ platform: 'darwin' })
    batch({ activity: 'running' })
    batch({ activity: 'none', status: 'done' })
    window.close()
    fake.notifications[0]?.emit('click')
    const [, opened] = fake.windows
    expect(opened!.webContents.sent).toEqual([])
    listens({ fake }, opened!)
    expect(opened!.webContents.sent.map(({ payload }) => payload)).toEqual([
      { name: 'show-batch', payload: { batchId: 'batch-1' } },
    ])
  })

  it('stays away from whoever pauses by leaving', async () => {
    const { batch, said, fake, desk, hasQuit } = await hidden()
    batch({ activity: 'running' })
    desk.leave = () => {
      batch({ activity: 'none', status: 'paused', pause: { code: 'cancelled', message: 'Left.' } })
      return Promise.resolve()
    }
    fake.app.quit()
    await hasQuit()
    expect(said()).toEqual([])
  })

  it('that the system does not show is logged once', async () => {
    const { batch, fake, log } = await hidden()
    for (const id of ['a', 'b']) {
      batch({ id, activity: 'running' })
      batch({ id, activity: 'none', status: 'done' })
    }
    for (const notification of fake.notifications) notification.emit('failed', {}, 'not signed')
    expect(log.lines).toEqual([{ level: 'warn', message: 'The system shows no notifications', details: 'not signed' }])
  })
})
