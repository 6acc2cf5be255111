import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Resolves a name to all its addresses. */
export type ResolveAll = (
  hostname: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void

/** IPv4 blocks that are not ordinary hosts on the internet (IANA special-purpose registry, multicast, reserved). */
const specialV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8',
  '169.254.0.0/16', // link-local, and the metadata services of clouds
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]

/**
 * Every IPv6 host on the internet is inside 2000::/3, so loopback, unique-local, link-local, multicast, IPv4-mapped and
 * NAT64 addresses are refused by being outside. These parts of it are not hosts, or lead on to an IPv4 address.
 */
const globalV6 = '2000::/3'
const specialV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const notPublic = blockList([...specialV4, ...specialV6])
const global = blockList([globalV6])
const loopback = blockList(['127.0.0.0/8', '::1/128'])

/** Whether a literal address is an ordinary host on the internet. Anything that is no address is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0 || address.includes('%')) return false
  if (family === 4) return !notPublic.check(address, 'ipv4')
  return global.check(address, 'ipv6') && !notPublic.check(address, 'ipv6')
}

export function isLoopbackAddress(address: string): boolean {
  const family = isIP(address)
  return family !== 0 && !address.includes('%') && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/**
 * A lookup for connections that hands on only allowed addresses, so that what was checked is what is connected to: a
 * name cannot change its address in between. It is not asked for literal addresses; those are checked with the URL.
 */
export function createGuardedLookup(
  isAllowed: (address: string) => boolean,
  resolve: ResolveAll = lookup,
): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      if (error) return callback(error, [])
      const [first, ...rest] = addresses.filter(({ address }) => isAllowed(address))
      if (!first) return callback(addressRefused(), [])
      if (options.all) return callback(null, [first, ...rest])
      callback(null, first.address, first.family)
    })
  }
}

function addressRefused(): NodeJS.ErrnoException {
  return Object.assign(new Error('No allowed address'), { code: 'ERR_ADDRESS_REFUSED' })
}

function blockList(blocks: readonly string[]): BlockList {
  const list = new BlockList()
  for (const block of blocks) {
    const [network = '', prefix] = block.split('/')
    list.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6')
  }
  return list
}
