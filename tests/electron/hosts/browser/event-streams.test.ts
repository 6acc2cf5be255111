import type { Socket } from 'node:net'
import { expect, it, vi } from 'vitest'
import { createEventStreams } from '../../../../electron/hosts/browser/event-streams.ts'
import type { PageEvent } from '../../../../shared/ipc/contract.ts'
import { startTestHost, type TestHost } from './test-host.ts'
import { eventually } from '../../../support/eventually.ts'

const event: PageEvent = { name: 'command', payload: 'run' }

interface Listener {
  readonly socket: Socket
  received(): string
}

/** A tab that listens; one that is told to wait reads nothing after its headers. */
async function listen({ socket, ours, port }: TestHost, isSlow = false): Promise<Listener> {
  const connection = socket()
  let received = ''
  connection.on('data', (bytes: Buffer) => {
    received += bytes.toString()
    if (isSlow) connection.pause()
  })
  const headers = Object.entries({ ...ours(), host: `127.0.0.1:${port}` }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  connection.write(`GET /events HTTP/1.1\r\n${headers.join('')}\r\n`)
  await eventually(() => expect(received).toContain('text/event-stream'))
  return { socket: connection, received: () => received }
}

it('tells every tab what the desk says', async () => {
  const test = await startTestHost()
  const tabs = [await listen(test), await listen(test)]
  test.desk.emit(event)
  for (const { received } of tabs) {
    await eventually(() => expect(received()).toContain(`data: ${JSON.stringify(event)}\n\n`))
  }
})

it('lets a browser ask without an origin, as it does for its own page', async () => {
  const test = await startTestHost()
  const { origin: _, ...ours } = test.ours()
  const tab = await listen({ ...test, ours: () => ours })
  test.desk.emit(event)
  await eventually(() => expect(tab.received()).toContain('"run"'))
})

it('keeps each event on one line, whatever is in it', async () => {
  const test = await startTestHost()
  const tab = await listen(test)
  test.desk.emit({ name: 'notice', payload: { code: 'unexpected', message: 'one\ntwo\r\n\r\ndata: three' } })
  await eventually(() => expect(tab.received()).toContain('one\\ntwo\\r\\n\\r\\ndata: three'))
})

it('drops a tab that does not read, and goes on telling the others', async () => {
  const test = await startTestHost()
  const slow = await listen(test, true)
  const quick = await listen(test)
  const dropped = vi.fn()
  slow.socket.on('close', dropped)
  const message = 'x'.repeat(1_048_576)
  // What the system keeps for a connection comes on top of what the host keeps.
  for (let sent = 1; sent <= 24; sent += 1) {
    test.desk.emit({ name: 'notice', payload: { code: 'unexpected', message } })
    await eventually(() => expect(quick.received().length).toBeGreaterThan(sent * message.length))
  }
  slow.socket.removeAllListeners('data').resume()
  await eventually(() => expect(dropped).toHaveBeenCalled())
  test.desk.emit(event)
  await eventually(() => expect(quick.received()).toContain('"run"'))
})

it('lets the first of five tabs rest, since browsers have six connections for all', async () => {
  const test = await startTestHost()
  const first = await listen(test)
  for (let more = 0; more < 4; more += 1) await listen(test)
  await eventually(() => expect(first.received()).toContain('event: rest\n'))
  test.desk.emit(event)
  expect(first.received()).not.toContain('"run"')
})

it('shows a quiet connection that it is alive', () => {
  vi.useFakeTimers()
  try {
    const written: string[] = []
    const streams = createEventStreams()
    const response = {
      writableLength: 0,
      on: vi.fn(),
      end: vi.fn(),
      writeHead: vi.fn(),
      write: (text: string) => written.push(text),
    }
    streams.open(response as unknown as Parameters<typeof streams.open>[0]) // The part of a response it uses.
    vi.advanceTimersByTime(15_000)
    expect(written.at(-1)).toMatch(/^: .*\n\n$/)
    streams.close()
    expect(response.end).toHaveBeenCalled()
  } finally {
    vi.useRealTimers()
  }
})

it('stops listening to the desk when it closes', async () => {
  const test = await startTestHost()
  expect(test.desk.listeners()).toBe(1)
  expect(test.desk.begins).toBe(1)
  const tab = await listen(test)
  const closed = vi.fn()
  tab.socket.on('close', closed)
  const leave = Promise.withResolvers<void>()
  test.desk.leaving = leave.promise
  const closing = test.host.close()
  // Pages see how what is under way comes to its end.
  test.desk.emit(event)
  await eventually(() => expect(tab.received()).toContain('"run"'))
  leave.resolve()
  await Promise.all([closing, test.host.close()])
  expect(test.desk.leaves).toBe(1)
  expect(test.desk.listeners()).toBe(0)
  await eventually(() => expect(closed).toHaveBeenCalled())
})
