import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AppError } from '../../../shared/errors.ts'
import type { Desk, DeskHost } from '../../desk/desk.ts'
import { systemCode } from '../../library/file-system.ts'
import type { Logger } from '../../log/logger.ts'
import { sendPlain, standardHeaders } from './answers.ts'
import { browserDeskHost } from './desk-host.ts'
import { createEntrance } from './entrance.ts'
import { createEventStreams } from './event-streams.ts'
import { HttpRefusal } from './http-refusal.ts'
import { createImports } from './imports.ts'
import { readPageFiles } from './page-files.ts'
import { createRoutes } from './routes.ts'
import { createSession } from './session.ts'

export interface BrowserHostOptions {
  readonly createDesk: (host: DeskHost) => Promise<Desk> | Desk
  /** The built page. */
  readonly pageFolder: string
  readonly log: Pick<Logger, 'error'>
  /** A free one unless it is named. */
  readonly port?: number
  /** How somebody without a session gets a new address, as a sentence. */
  readonly howToEnter: string
}

export interface BrowserHost {
  readonly origin: string
  /** An address that lets one browser in, once; the one before it is void. */
  newUrl(): string
  /** Leaves the desk, tells the open pages until then, and ends every connection. */
  close(): Promise<void>
}

/** A large file over a slow line takes its time; only its silences are limited, where it is read. */
const limits = { requestTimeout: 0, headersTimeout: 20_000, keepAliveTimeout: 120_000 } as const

/**
 * Serves the page and the desk behind it to browsers on this machine. It listens on 127.0.0.1 alone, and lets in who
 * brings an address of `newUrl`. Throws `invalid-request` where the named port is taken; then the desk was not begun.
 */
export async function startBrowserHost(options: BrowserHostOptions): Promise<BrowserHost> {
  const { createDesk, pageFolder, log, port = 0, howToEnter } = options
  const page = await readPageFiles(pageFolder)
  const server = createServer(limits)
  const desk = await createDesk(browserDeskHost)
  await listen(server, port)
  const place = placeOf(server)
  const session = createSession(place.port)
  const events = createEventStreams()
  const stopListening = desk.onEvent(events.publish)
  const imports = createImports({
    desk,
    notify: (payload) => events.publish({ name: 'notice', payload }),
    onError: (thrown) => log.error('Removing an import failed', thrown),
  })
  const routes = createRoutes({ desk, page, events, imports, place })
  const enter = createEntrance({ session, place, howToEnter, routes })
  server.on('request', (request, response) => void answer(request, response, { enter, log }))
  desk.begin()
  let closing: Promise<void> | null = null
  return {
    origin: place.origin,
    newUrl: () => `${place.origin}/?token=${session.issueToken()}`,
    close: () => (closing ??= close()),
  }

  async function close(): Promise<void> {
    await desk.leave()
    stopListening()
    events.close()
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
    await imports.stop()
  }
}

interface Answering {
  readonly enter: ReturnType<typeof createEntrance>
  readonly log: Pick<Logger, 'error'>
}

async function answer(request: IncomingMessage, response: ServerResponse, { enter, log }: Answering): Promise<void> {
  for (const [name, value] of Object.entries(standardHeaders)) response.setHeader(name, value)
  try {
    await enter(request, response)
  } catch (thrown) {
    // Who has left needs no answer, and whatever broke off with them is no failure.
    if (response.destroyed) return
    if (!(thrown instanceof HttpRefusal)) log.error('A request failed', thrown)
    if (response.headersSent) response.destroy()
    else refuse(request, response, thrown)
  }
}

function refuse(request: IncomingMessage, response: ServerResponse, thrown: unknown): void {
  // A body that nobody reads would have to be waited for otherwise.
  if (!request.complete) response.setHeader('Connection', 'close')
  if (!(thrown instanceof HttpRefusal))
    return sendPlain(response, 500, 'Something went wrong. The log has the details.')
  for (const [name, value] of Object.entries(thrown.headers)) response.setHeader(name, value)
  sendPlain(response, thrown.status, thrown.message)
}

async function listen(server: Server, port: number): Promise<void> {
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw thrown
    throw new AppError('invalid-request', `Port ${port} is not free for Lightbench; name another.`, { cause: thrown })
  }
}

function placeOf(server: Server) {
  const { port } = server.address() as AddressInfo // It listens on a port, so this is one.
  const host = `127.0.0.1:${port}`
  return { port, host, origin: `http://${host}` }
}
