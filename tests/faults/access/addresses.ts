import { createGuardedLookup, isPublicAddress } from '../../../electron/providers/public-address.ts'
import { parseFileUrl } from '../../../electron/providers/result-url.ts'
import type { Random } from '../random.ts'
import type { SuiteResult } from '../suite.ts'

/** Blocks nobody may be led into, with a way to write an address inside each. */
const privateBlocks: readonly ((random: Random) => string)[] = [
  (random) => `10.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(0, 255)}`,
  (random) => `127.${random.int(0, 255)}.${random.int(0, 255)}.${random.int(1, 254)}`,
  (random) => `169.254.${random.int(0, 255)}.${random.int(0, 255)}`,
  (random) => `172.${random.int(16, 31)}.${random.int(0, 255)}.${random.int(0, 255)}`,
  (random) => `192.168.${random.int(0, 255)}.${random.int(0, 255)}`,
  (random) => `100.${random.int(64, 127)}.0.${random.int(0, 255)}`,
  (random) => `0.${random.int(0, 255)}.0.1`,
  (random) => `${random.int(224, 255)}.1.1.1`,
]
const privateV6 = [
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '2002:a00:1::',
  '2001:db8::1',
  '::127.0.0.1',
] as const

/** The same address as it may be spelled: whole, in hex, in octal, as one number. */
function spell(random: Random, address: string): string {
  const parts = address.split('.').map(Number)
  const [a = 0, b = 0, c = 0, d = 0] = parts
  const number = ((a * 256 + b) * 256 + c) * 256 + d
  return random.pick([
    address,
    parts.map((part) => `0x${part.toString(16)}`).join('.'),
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    String(number),
    `0x${number.toString(16)}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${address}.`,
  ])
}

/** A private address as it may stand in a URL. */
export function privateHost(random: Random): string {
  return random.chance(0.25) ? `[${random.pick(privateV6)}]` : spell(random, random.pick(privateBlocks)(random))
}

export function tryAddresses(count: number, random: Random): SuiteResult {
  const violations: string[] = []
  for (let index = 0; index < count; index += 1) {
    const host = privateHost(random)
    const credentials = random.chance(0.1) ? 'user:secret@' : ''
    const text = `${random.pick(['https', 'http', 'HTTPS', 'ftp', 'file'])}://${credentials}${host}/result.png`
    if (parseFileUrl(text, { allowsLocal: false }) !== null) violations.push(`${text} would be fetched`)
  }
  return { counts: { 'addresses of private networks': count }, violations }
}

/** A name that resolves to a private address, alone or hidden among public ones. */
export async function tryLookups(count: number, random: Random): Promise<SuiteResult> {
  const violations: string[] = []
  for (let index = 0; index < count; index += 1) {
    const hidden = random.chance(0.3) ? random.pick(privateV6) : random.pick(privateBlocks)(random)
    const addresses = random.shuffle([hidden, ...(random.chance(0.5) ? ['93.184.216.34'] : [])])
    const records = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
    const lookup = createGuardedLookup(isPublicAddress, (_name, _options, answer) => answer(null, records))
    const given = await new Promise<string[]>((resolve) => {
      lookup('files.example', { all: true }, (failure, found) => resolve(failure !== null ? [] : toList(found)))
    })
    if (given.includes(hidden)) violations.push(`A name that resolves to ${addresses.join(', ')} leads to ${hidden}`)
  }
  return { counts: { 'names that resolve to private addresses': count }, violations }
}

function toList(found: string | readonly { readonly address: string }[]): string[] {
  return typeof found === 'string' ? [found] : found.map(({ address }) => address)
}
