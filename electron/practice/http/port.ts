import { createServer, type Server } from 'node:http'

export interface Port {
  readonly server: Server
  readonly number: number
  readonly origin: string
}

/**
 * A port of this machine alone, not answering yet: the wanted one where it is free, so that links of an earlier start
 * lead to the same place again, else a random one.
 */
export async function openPort(wanted: number | null): Promise<Port> {
  const server = createServer()
  if (wanted === null || !(await listen(server, wanted))) await listen(server, 0)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A practice server has no port.')
  return { server, number: address.port, origin: `http://127.0.0.1:${address.port}` }
}

/** False when another program has the port. */
function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false)
      else reject(error)
    }
    server.once('error', refuse)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', refuse)
      resolve(true)
    })
  })
}

/** Ends the server and every connection, hanging ones too. */
export async function closePort({ server }: Port): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
