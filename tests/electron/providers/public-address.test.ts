import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  createGuardedLookup,
  isLoopbackAddress,
  isPublicAddress,
  type ResolveAll,
} from '../../../electron/providers/public-address.ts'

describe('a public address', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001::200e',
  ])('is %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ['this network', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local', '169.254.169.254'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['protocol assignments', '192.0.0.8'],
    ['documentation', '192.0.2.1'],
    ['private', '192.168.1.1'],
    ['benchmarks', '198.19.0.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped public', '::ffff:8.8.8.8'],
    ['IPv4-mapped in hex', '::ffff:7f00:1'],
    ['IPv4-compatible', '::8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['Teredo', '2001::1'],
    ['documentation', '2001:db8::1'],
    ['6to4', '2002:7f00:1::1'],
    ['documentation', '3fff::1'],
    ['unique-local', 'fd00::1'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['multicast', 'ff02::1'],
    ['a name', 'example.com'],
    ['nothing', ''],
  ])('is not %s (%s)', (_, address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})

it('knows the addresses of this machine', () => {
  expect(['127.0.0.1', '127.9.9.9', '::1'].map(isLoopbackAddress)).toEqual([true, true, true])
  expect(['10.0.0.1', '::2', 'localhost', '1.1.1.1'].map(isLoopbackAddress)).toEqual([false, false, false, false])
})

describe('a guarded lookup', () => {
  it('hands on only the allowed addresses of a name', async () => {
    const lookup = guarded('8.8.8.8', '10.0.0.1', '2606:4700::1111')
    expect(await lookup('name', { all: true })).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
  })

  it('gives the first allowed one where a single one is wanted', async () => {
    expect(await guarded('10.0.0.1', '8.8.8.8')('name', {})).toBe('8.8.8.8')
  })

  it('fails where none is allowed', async () => {
    await expect(guarded('127.0.0.1', '::1')('name', { all: true })).rejects.toMatchObject({
      code: 'ERR_ADDRESS_REFUSED',
    })
  })

  it('passes on that a name is unknown', async () => {
    await expect(promisify(createGuardedLookup(isPublicAddress, unknownName))('name', {})).rejects.toThrow('unknown')
  })
})

const unknownName: ResolveAll = (_host, _options, callback) => callback(new Error('unknown'), [])

function guarded(...addresses: readonly string[]) {
  const resolve: ResolveAll = (_host, _options, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  return promisify(createGuardedLookup(isPublicAddress, resolve))
}
