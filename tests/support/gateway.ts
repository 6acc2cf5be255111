import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** The way to a service on this machine, which can be cut: then nothing listens at its address. */
export interface Gateway {
  readonly origin: string
  /** Connections that came through, ever. */
  passed(): number
  open(): Promise<void>
}

/** Begins closed. */
export async function startGateway(target: string): Promise<Gateway> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let passed = 0
  const server = createServer((near) => {
    passed += 1
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined) // The other end says it as well.
    }
    near.pipe(far)
    far.pipe(near)
  })
  const listen = (at: number): Promise<void> => new Promise((resolve) => server.listen(at, '127.0.0.1', resolve))
  // A port that is free, and is kept in mind for later.
  await listen(0)
  const own = (server.address() as AddressInfo).port
  await new Promise((resolve) => server.close(resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { origin: `http://127.0.0.1:${own}`, passed: () => passed, open: () => listen(own) }
}
