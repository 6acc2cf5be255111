import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { systemCode } from '../../library/file-system.ts'

interface Machine {
  readonly platform: NodeJS.Platform
  readonly userId: number
  /** The kernel's list of connections, for both kinds of sockets that reach 127.0.0.1. */
  readonly readTables: () => readonly string[]
}

/** Whether the other end of a connection of this machine is the user this runs for. */
export type IsOwnUser = (socket: Socket) => boolean

/**
 * Linux says who owns the other end of a connection, and there nobody else is let in: what another user reads off a
 * command line, or is given by a browser that sends cookies to all ports of a host, is of no use then. Where nothing is
 * known of a connection, and on other systems, everybody is taken for the own user. Asked once for each connection.
 */
export function createPeerCheck(machine: Machine = thisMachine()): IsOwnUser {
  const known = new WeakMap<Socket, boolean>()
  if (machine.platform !== 'linux') return () => true
  return (socket) => {
    const answer = known.get(socket) ?? ask(socket, machine)
    known.set(socket, answer)
    return answer
  }
}

function ask(socket: Socket, { userId, readTables }: Machine): boolean {
  const { remotePort = 0, localPort = 0 } = socket
  const [from, to] = [remotePort, localPort].map((port) => `0100007F:${hex(port)}`)
  for (const table of readTables()) {
    for (const line of table.split('\n')) {
      const [, local = '', remote = '', state, , , , uid] = line.trim().split(/\s+/)
      // The other end's own line; in IPv6's list the address is longer and ends in the same way.
      if (!local.endsWith(from ?? '') || !remote.endsWith(to ?? '')) continue
      return Number(uid) === userId || (uid === '0' && state === established)
    }
  }
  return true
}

/** Of a connection that is closed nobody is the owner, and the list says root. */
const established = '01'

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0')
}

function thisMachine(): Machine {
  return { platform: process.platform, userId: process.getuid?.() ?? 0, readTables: readKernelTables }
}

function readKernelTables(): string[] {
  return ['/proc/net/tcp', '/proc/net/tcp6'].map(readOrNothing)
}

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (thrown) {
    // A machine without IPv6, or one that shows nothing of itself.
    if (systemCode(thrown) === null) throw thrown
    return ''
  }
}
