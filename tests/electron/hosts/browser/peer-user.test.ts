import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { createPeerCheck } from '../../../../electron/hosts/browser/peer-user.ts'

const header = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode'

/** A connection from port 50000 (C350) to port 4100 (1004), and the two lines the kernel has for it. */
const socket = { remotePort: 50_000, localPort: 4_100 } as Socket

function tableWith({ uid, state = '01', prefix = '' }: { uid: number; state?: string; prefix?: string }): string {
  const end = (port: string): string => `${prefix}0100007F:${port}`
  return [
    header,
    `   0: ${end('1004')} ${end('C350')} 01 00000000:00000000 00:00000000 00000000  1000        0 1 1`,
    `   1: ${end('C350')} ${end('1004')} ${state} 00000000:00000000 00:00000000 00000000  ${uid}        0 2 1`,
  ].join('\n')
}

function check(...tables: readonly string[]): boolean {
  const isOwnUser = createPeerCheck({ platform: 'linux', userId: 1_000, readTables: () => tables })
  return isOwnUser(socket)
}

it.each([
  ['the own user', { uid: 1_000 }, true],
  ['another user', { uid: 1_001 }, false],
  ['root, who may do everything', { uid: 0 }, true],
  ['nobody any more, as the connection is closed', { uid: 0, state: '06' }, false],
])('knows the other end by its line: %s', (_who, line, isOwn) => {
  expect(check(tableWith(line), header)).toBe(isOwn)
  expect(check(header, tableWith({ ...line, prefix: '0000000000000000FFFF0000' }))).toBe(isOwn)
})

it('takes who is in no list for the own user', () => {
  expect(check(header, '')).toBe(true)
})

it.runIf(process.platform === 'linux')('finds a real connection in the kernel’s own list', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  onTestFinished(() => {
    client.destroy()
    server.close()
  })
  const [accepted] = (await once(server, 'connection')) as [Socket]
  expect(createPeerCheck()(accepted)).toBe(true)
  const table = readFileSync('/proc/net/tcp', 'utf8').replaceAll(/(\s+)\d+(\s+\d+ \d+ \d )/g, '$1 4321$2')
  expect(createPeerCheck({ platform: 'linux', userId: 77, readTables: () => [table] })(accepted)).toBe(false)
})
