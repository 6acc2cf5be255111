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
import { createPeerCheck, type IsOwnUser } from './peer-user.ts'
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
  /** Tried before any free one, where none is named. */
  readonly likelyPort?: number
  /** How somebody without a session gets a new address, as a sentence. */
  readonly howToEnter: string
  /** Who is let in at all; left out, it is as the system says. */
  readonly isOwnUser?: IsOwnUser
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
  const { createDesk, pageFolder, log, port = 0, likelyPort = 0, howToEnter, isOwnUser = createPeerCheck() } = options
  const page = await readPageFiles(pageFolder)
  const server = createServer(limits)
  const desk = await createDesk(browserDeskHost)
  if (port !== 0) await listenAt(server, port)
  else if (likelyPort === 0 || !(await listens(server, likelyPort))) await listenAt(server, 0)
  const place = placeOf(server)
  const session = createSession(place.port)
  const events = createEventStreams()
  const stopListening = desk.onEvent(events.publish)
  const imports = createImports({ desk })
  const routes = createRoutes({ desk, page, events, imports, place })
  const enter = createEntrance({ session, place, isOwnUser, howToEnter, routes })
  server.on('request', (request, response) => void answer(request, response, { enter, log }))
  desk.begin()
  let closing: Promise<void> | null = null
  return {
    origin: place.origin,
    newUrl: () => `${place.origin}/?token=${session.issueToken()}`,
    close: () => (closing ??= close()),
  }

  async function close(): Promise<void> {
    // What arrived is put on the table before the desk is left; what comes from then on is refused.
    await imports.leave()
    await desk.leave()
    stopListening()
    events.close()
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
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

async function listenAt(server: Server, port: number): Promise<void> {
  if (await listens(server, port)) return
  throw new AppError('invalid-request', `Port ${port} is not free for Lightbench; name another.`)
}

/** False where the port is somebody else's. */
async function listens(server: Server, port: number): Promise<boolean> {
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true })
    await once(server, 'listening')
    return true
  } catch (thrown) {
    const code = systemCode(thrown)
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw thrown
    return false
  }
}

function placeOf(server: Server) {
  const { port } = server.address() as AddressInfo // It listens on a port, so this is one.
  const host = `127.0.0.1:${port}`
  return { port, host, origin: `http://${host}` }
}
