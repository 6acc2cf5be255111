import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

export interface SeenRequest {
  readonly method: string
  /** Path and query as they came over the wire. */
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface LoopbackServer {
  readonly origin: string
  /** Every request whose body arrived whole, in order. */
  readonly seen: readonly SeenRequest[]
  /** How many connections were made. */
  connections(): number
  close(): Promise<void>
}

export type Answer = (request: SeenRequest, response: ServerResponse) => unknown

/** A real HTTP server on this machine that lives as long as the test. */
export async function startLoopback(answer: Answer): Promise<LoopbackServer> {
  const seen: SeenRequest[] = []
  let connections = 0
  const server = createServer({ keepAliveTimeout: 60_000 }, (incoming, response) => {
    const { method = '', url: path = '', headers } = incoming
    const arrived = (body: Buffer): unknown => {
      const request = { method, path, headers, body }
      seen.push(request)
      return answer(request, response)
    }
    buffer(incoming).then(arrived, () => response.destroy()) // A request that broke off is nobody's.
  })
  server.on('connection', () => (connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(close)
  return { origin: originOf(server.address()), seen, connections: () => connections, close }

  async function close(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

export interface TcpServer {
  readonly port: number
  readonly origin: string
  connections(): number
}

/** A server below HTTP, for everything an HTTP server would not do. */
export async function startTcp(onConnection: (socket: Socket, number: number) => void): Promise<TcpServer> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined) // Tests break connections on purpose.
    onConnection(socket, sockets.size)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { port, origin: originOf(server.address()), connections: () => sockets.size }
}

/** An address on this machine at which nothing listens. */
export async function closedOrigin(): Promise<string> {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = originOf(server.address())
  await new Promise((resolve) => server.close(resolve))
  return origin
}

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

function originOf(address: string | AddressInfo | null): string {
  return `http://127.0.0.1:${(address as AddressInfo).port}`
}
