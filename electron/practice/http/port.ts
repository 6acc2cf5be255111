import { createServer, type Server } from 'node:http'

export interface Port {
  readonly server: Server
  readonly origin: string
}

/** A random port of this machine alone, not answering yet. */
export async function openPort(): Promise<Port> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A practice server has no port.')
  return { server, origin: `http://127.0.0.1:${address.port}` }
}

/** Ends the server and every connection, hanging ones too. */
export async function closePort({ server }: Port): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
