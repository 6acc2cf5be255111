import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { PageEvent } from '../../../shared/ipc/contract.ts'

export interface EventStreams {
  /** Answers with events until the other side leaves. */
  open(response: ServerResponse): void
  publish(event: PageEvent): void
  close(): void
}

const heartbeatMs = 15_000
/** A reader that lets this much pile up is dropped; it comes back and asks afresh. */
const maxWaitingBytes = 8 * 1_048_576
/** Browsers keep six connections to a host for all tabs together, and pictures want some. */
const maxStreams = 4

/** Server-sent events for every open tab. `start` tells pages of this process from those of an earlier one. */
export function createEventStreams(start: string = randomUUID()): EventStreams {
  const streams = new Set<ServerResponse>()
  const heartbeat = setInterval(() => sendAll(': still here\n\n'), heartbeatMs).unref()
  return {
    open: (response) => {
      const oldest = [...streams][0]
      if (oldest !== undefined && streams.size >= maxStreams) rest(oldest)
      response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
      response.on('close', () => streams.delete(response))
      streams.add(response)
      response.write(`retry: 1000\nevent: start\ndata: ${start}\n\n`)
    },
    publish: (event) => sendAll(`data: ${JSON.stringify(event)}\n\n`),
    close: () => {
      clearInterval(heartbeat)
      for (const response of streams) response.end()
      streams.clear()
    },
  }

  /** That tab comes back when it is looked at again. */
  function rest(response: ServerResponse): void {
    streams.delete(response)
    response.end('event: rest\ndata:\n\n')
  }

  function sendAll(text: string): void {
    for (const response of streams) {
      response.write(text)
      if (response.writableLength <= maxWaitingBytes) continue
      streams.delete(response)
      response.destroy()
    }
  }
}
