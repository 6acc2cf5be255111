import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSignedCallback, readCallback } from './callback.ts'

export interface CallbackListenerOptions {
  /** Signing secrets; at least one, because an unsigned callback could come from anybody. */
  readonly secrets: readonly string[]
  /** 0 takes any free port. */
  readonly port: number
  /** Called once for each run; it must return at once, because the service waits for the answer. */
  readonly onRun: (runId: string) => void
}

export interface CallbackListener {
  /** Where a tunnel has to lead to. */
  readonly url: string
  close(): Promise<void>
}

const maxBodyBytes = 1024 * 1024
const maxKnownRuns = 10_000

/**
 * Listens on this machine for callbacks that a tunnel of the user's brings here. Signed ones are answered with 200 at
 * once, everything else with a refusal; a run that was told before is not told again (the service repeats callbacks,
 * Runflow §10).
 */
export async function startCallbackListener(options: CallbackListenerOptions): Promise<CallbackListener> {
  const { secrets, onRun, port } = options
  if (secrets.length === 0 || secrets.includes('')) throw new Error('A callback listener needs a signing secret')
  const knownRuns = new Set<string>()
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 }, (request, response) => {
    receive(request).then(
      (body) => answer(response, body === null ? 413 : accept(request, body)),
      () => response.destroy(), // The sender has gone; there is nobody to answer.
    )
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address() as AddressInfo // A listening TCP server has no other kind of address.
  return { url: `http://127.0.0.1:${address.port}/`, close }

  function accept(request: IncomingMessage, body: Buffer): number {
    if (request.method !== 'POST') return 405
    const header = request.headers['runflow-signature']
    const signature = typeof header === 'string' ? header : null
    if (!isSignedCallback({ body, signature }, secrets)) return 401
    const hint = readCallback(body)
    if (hint === null) return 400
    tell(hint.runId)
    return 200
  }

  function tell(runId: string): void {
    if (knownRuns.has(runId)) return
    const [oldest] = knownRuns
    if (oldest !== undefined && knownRuns.size >= maxKnownRuns) knownRuns.delete(oldest)
    knownRuns.add(runId)
    onRun(runId)
  }

  async function close(): Promise<void> {
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }
}

/** The whole body, null when there is more of it than any callback has. */
async function receive(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    // Without an encoding set, the stream gives buffers only.
    bytes += chunk.length
    if (bytes > maxBodyBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).end()
}
