import { createHmac } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isSignedCallback, readCallback } from '../../../../electron/providers/runflow/callback.ts'
import { startCallbackListener } from '../../../../electron/providers/runflow/callback-listener.ts'

const secret = 'whsec_0123456789'
const body = Buffer.from('{"event":"run.completed","run_id":"run-1","status":"succeeded"}')

describe('a signature', () => {
  it('is the hex of the HMAC over the very bytes', () => {
    expect(isSignedCallback({ body, signature: sign(body) }, [secret])).toBe(true)
    const spaced = Buffer.from(`${body.toString()} `)
    expect(isSignedCallback({ body: spaced, signature: sign(body) }, [secret])).toBe(false)
  })

  it('counts with either secret while one replaces the other', () => {
    for (const secrets of [
      ['new', secret],
      [secret, 'new'],
    ]) {
      expect(isSignedCallback({ body, signature: sign(body) }, secrets)).toBe(true)
    }
  })

  it.each([
    ['missing', null],
    ['empty', ''],
    ['in capitals', sign(body).toUpperCase()],
    ['with a prefix', `sha256=${sign(body)}`],
    ['cut', sign(body).slice(0, 63)],
    ['longer', `${sign(body)}00`],
    ['by another secret', sign(body, 'other')],
  ])('does not count when it is %s', (_, signature) => {
    expect(isSignedCallback({ body, signature }, [secret])).toBe(false)
  })

  it('does not count without a secret', () => {
    expect(isSignedCallback({ body, signature: sign(body, '') }, [])).toBe(false)
  })
})

it.each(['', '{}', '[]', 'null', '{"run_id":7}', '{"run_id":""}', `{"run_id":"${'x'.repeat(201)}"}`])(
  'reads no run from %j',
  (text) => {
    expect(readCallback(Buffer.from(text))).toBeNull()
  },
)

describe('the listener', () => {
  it('tells of a run once, however often it is called back', async () => {
    const { told, post } = await listen()
    expect([await post(body), await post(body), await post(body)]).toEqual([200, 200, 200])
    const other = Buffer.from('{"run_id":"run-2"}')
    expect(await post(other)).toBe(200)
    expect(told).toEqual(['run-1', 'run-2'])
  })

  it.each([
    ['an unsigned callback', body, {}, 401],
    ['a wrong signature', body, { 'runflow-signature': sign(Buffer.from('other')) }, 401],
    ['a signed body without a run', Buffer.from('{}'), { 'runflow-signature': sign(Buffer.from('{}')) }, 400],
    ['a body beyond any callback', Buffer.alloc(1024 * 1024 + 1), {}, 413],
  ])('refuses %s', async (...[, bytes, headers, status]) => {
    const { told, post } = await listen()
    expect(await post(bytes, headers)).toBe(status)
    expect(told).toEqual([])
  })

  it('takes only POST', async () => {
    const { url } = await listen()
    expect((await fetch(url)).status).toBe(405)
  })

  it('does not start without a secret', async () => {
    for (const secrets of [[], ['']]) {
      await expect(startCallbackListener({ secrets, port: 0, onRun: () => undefined })).rejects.toThrow(
        'signing secret',
      )
    }
  })

  it('listens on this machine alone, until it is closed', async () => {
    const { url, close } = await listen()
    expect(new URL(url).hostname).toBe('127.0.0.1')
    await close()
    await expect(fetch(url)).rejects.toThrow()
  })

  it('fails where the port is taken', async () => {
    const { url } = await listen()
    const port = Number(new URL(url).port)
    await expect(startCallbackListener({ secrets: [secret], port, onRun: () => undefined })).rejects.toThrow(
      'EADDRINUSE',
    )
  })
})

async function listen() {
  const told: string[] = []
  let isOpen = true
  const listener = await startCallbackListener({ secrets: [secret], port: 0, onRun: (runId) => void told.push(runId) })
  const close = async (): Promise<void> => {
    if (isOpen) await listener.close()
    isOpen = false
  }
  onTestFinished(close)
  const post = async (
    bytes: Buffer,
    headers: Record<string, string> = { 'runflow-signature': sign(bytes) },
  ): Promise<number> => {
    const { status } = await fetch(listener.url, { method: 'POST', headers, body: new Uint8Array(bytes) })
    return status
  }
  return { told, post, close, url: listener.url }
}

function sign(bytes: Buffer, key = secret): string {
  return createHmac('sha256', key).update(bytes).digest('hex')
}
