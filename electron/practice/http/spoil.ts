import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Scenario } from '../scenario.ts'
import type { Reply } from './message.ts'

type Coding = 'gzip' | 'br'
type CutForm = NonNullable<Extract<Scenario, { kind: 'cut' }>['of']>

/** A body of zeros that unpacks to thousands of times its length. */
export function bombReply(coding: Coding, megabytes: number): Reply {
  return {
    status: 200,
    headers: { 'content-type': 'application/json', 'content-encoding': coding },
    bytes: coding === 'gzip' ? gzipBomb(megabytes) : brotliBomb(megabytes),
  }
}

/** Gzip members may follow each other, so one packed megabyte is enough to make any number. */
function gzipBomb(megabytes: number): Buffer {
  const megabyte = gzipSync(Buffer.alloc(1024 * 1024), { level: 9 })
  return Buffer.concat(Array.from({ length: megabytes }, () => megabyte))
}

/** At this quality some hundred bytes hold any number of zeros; higher ones take seconds for the same. */
function brotliBomb(megabytes: number): Buffer {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3 }
  return brotliCompressSync(Buffer.alloc(megabytes * 1024 * 1024), { params })
}

/**
 * Sends half of a body. `length`: less than the content length, and the connection closes. `chunked`: without the chunk
 * that ends it, and the connection closes. `gzip`: the packed body breaks off while everything around it is in order.
 */
export async function sendCut(
  response: ServerResponse,
  { status, headers, bytes }: Reply,
  form: CutForm,
): Promise<void> {
  const whole = form === 'gzip' ? gzipSync(bytes) : bytes
  const half = whole.subarray(0, Math.floor(whole.length / 2))
  response.writeHead(status, { ...headers, ...framing(form, { whole, half }) })
  if (form === 'gzip') return endBody(response, half)
  response.flushHeaders()
  await new Promise<void>((resolve) => {
    response.write(half, () => resolve())
  })
  response.socket?.destroy()
}

function framing(form: CutForm, { whole, half }: Readonly<Record<'whole' | 'half', Buffer>>): OutgoingHttpHeaders {
  switch (form) {
    case 'length':
      return { 'content-length': whole.length }
    case 'chunked':
      return { 'transfer-encoding': 'chunked' }
    case 'gzip':
      return { 'content-encoding': 'gzip', 'content-length': half.length }
  }
}

/** Ends an answer; resolves when it is out or the client is gone. */
export async function endBody(response: ServerResponse, bytes: Buffer): Promise<void> {
  if (response.closed) return
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.end(bytes)
  })
}
