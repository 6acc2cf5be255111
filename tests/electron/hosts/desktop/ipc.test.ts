import { describe, expect, it } from 'vitest'
import { channelNames } from '../../../../shared/ipc/channels.ts'
import { createFakeFrame } from '../../../support/fake-electron-window.ts'
import { startedBench } from './desktop-bench.ts'

async function calling() {
  const bench = await startedBench()
  const { webContents } = bench.window
  const trusted = { sender: webContents, senderFrame: webContents.mainFrame }
  const call = async (channel: string, input?: unknown, event: unknown = trusted): Promise<unknown> =>
    bench.fake.ipcHandlers.get(channel)?.(event, input)
  return { ...bench, call, trusted }
}

describe('the channels of the window', () => {
  it('are those of the contract and the one of the preload, each once', async () => {
    const { fake } = await startedBench()
    expect([...fake.ipcHandlers.keys()].toSorted()).toEqual([...channelNames, 'intake:dropped'].toSorted())
  })

  it('answer with what the desk answers', async () => {
    const { call, desk } = await calling()
    desk.answers['sources:list'] = ({ after }) => ({ rows: [], total: after })
    expect(await call('sources:list', { after: 7, limit: 10 })).toEqual({ ok: true, value: { rows: [], total: 7 } })
    expect(await call('sources:list', { after: 'x' })).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
  })

  it('all refuse a stranger by throwing, and the desk hears nothing of it', async () => {
    const { call, desk, fake, trusted } = await calling()
    const before = desk.calls.length
    const stranger = { ...trusted, senderFrame: createFakeFrame({ url: 'https://x/', origin: 'https://x' }) }
    for (const channel of fake.ipcHandlers.keys()) {
      await expect(call(channel, undefined, stranger)).rejects.toThrow(`${channel} was refused.`)
    }
    expect(desk.calls).toHaveLength(before)
    expect(desk.added).toEqual([])
  })

  it('refuse a frame that is gone while it is looked at', async () => {
    const { call, trusted } = await calling()
    const gone = Object.defineProperty({ ...trusted }, 'senderFrame', {
      get: () => {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    })
    await expect(call('app:read', undefined, gone)).rejects.toThrow('app:read was refused.')
  })
})

describe('dropped files', () => {
  it('are added by their paths', async () => {
    const { call, desk } = await calling()
    expect(await call('intake:dropped', ['/a.png', '/folder'])).toEqual({ ok: true, value: undefined })
    expect(desk.added).toEqual([['/a.png', '/folder']])
  })

  it('without a path are refused in words, and the others are added', async () => {
    const { call, desk } = await calling()
    expect(await call('intake:dropped', ['', '/a.png', ''])).toEqual({
      ok: false,
      error: {
        code: 'invalid-request',
        message: "2 of them are not on this computer's disk. Save it as a file first.",
      },
    })
    expect(desk.added).toEqual([['/a.png']])
    expect(await call('intake:dropped', [''])).toMatchObject({ ok: false })
    expect(desk.added).toHaveLength(1)
  })

  it.each([[undefined], [null], ['/a.png'], [[]], [[1]], [{ paths: ['/a'] }], [['x'.repeat(40_000)]]])(
    'are refused when they come as %j',
    async (input) => {
      const { call, desk } = await calling()
      expect(await call('intake:dropped', input)).toMatchObject({ ok: false, error: { code: 'invalid-request' } })
      expect(desk.added).toEqual([])
    },
  )
})

describe('events', () => {
  it('reach the page, and stop when there is none', async () => {
    const { desk, window } = await startedBench({ platform: 'darwin' })
    desk.emit({ name: 'plan', payload: null })
    expect(window.webContents.sent).toEqual([{ channel: 'event', payload: { name: 'plan', payload: null } }])
    window.close()
    desk.emit({ name: 'plan', payload: null })
    expect(window.webContents.sent).toHaveLength(1)
  })
})
