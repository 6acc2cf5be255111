import { createDispatch, type Handlers } from '../../../electron/ipc/dispatch.ts'
import { createGuardedLookup, isPublicAddress } from '../../../electron/providers/public-address.ts'
import { parseFileUrl } from '../../../electron/providers/result-url.ts'
import { channelNames } from '../../../shared/ipc/channels.ts'
import { inputs } from '../../../shared/ipc/inputs.ts'
import { createRandom, type Random } from '../random.ts'
import { mergeResults, type Suite, type SuiteOptions, type SuiteResult } from '../suite.ts'

export const accessSuite: Suite = {
  name: 'access',
  promise: 'No malformed call reaches a handler, and no address of a private network is called.',
  run: (options) => runAccess({ calls: options.isNight ? 80_000 : 8_000, addresses: 3_000 }, options),
}

interface AccessPlan {
  readonly calls: number
  readonly addresses: number
}

export async function runAccess(
  { calls, addresses }: AccessPlan,
  { seed }: Pick<SuiteOptions, 'seed'>,
): Promise<SuiteResult> {
  const random = createRandom(seed)
  return mergeResults([
    await tryCalls(calls, random.fork('calls')),
    tryAddresses(addresses, random.fork('addresses')),
    await tryLookups(addresses, random.fork('lookups')),
  ])
}

/** A page that was taken over may call anything with anything. */
async function tryCalls(count: number, random: Random): Promise<SuiteResult> {
  const violations: string[] = []
  let reached = 0
  const handlers = Object.fromEntries(
    channelNames.map((channel) => [
      channel,
      (input: unknown) => {
        reached += 1
        if (!inputs[channel].safeParse(input).success) violations.push(`${channel} got ${JSON.stringify(input)}`)
        return null
      },
    ]),
  ) as unknown as Handlers // Answers are of no interest here, only what gets through.
  const dispatch = createDispatch(handlers, { error: (message) => violations.push(`A bug met: ${message}`) })
  for (let call = 0; call < count; call += 1) {
    const channel = random.chance(0.9)
      ? random.pick(channelNames)
      : random.pick(['__proto__', 'constructor', 'toString', '', 'jobs:*'])
    try {
      const reply = await dispatch(channel, malformed(random, 3))
      if (!reply.ok && reply.error.code === 'unexpected') violations.push(`${channel} answers “unexpected”`)
    } catch (thrown) {
      violations.push(`${channel} threw ${String(thrown)}`)
    }
  }
  const polluted = 'polluted' in {}
  if (polluted) violations.push('A call changed the prototype of all objects')
  return { counts: { calls: count, 'calls that were well formed': reached }, violations }
}

const words = [
  '',
  '../../etc/passwd',
  '\0',
  'x'.repeat(100_000),
  '__proto__',
  'file:///etc/passwd',
  '1e999',
  '-1',
  'paid',
  'runflow/reve/edit',
] as const
const keys = [
  'id',
  'ids',
  'all',
  'path',
  'paths',
  'key',
  'service',
  'recipe',
  'selection',
  'sources',
  'batchId',
  'mode',
  'limit',
  '__proto__',
  'constructor',
] as const

function malformed(random: Random, depth: number): unknown {
  if (depth === 0 || random.chance(0.4)) {
    return random.pick([
      undefined,
      null,
      true,
      Number.NaN,
      Infinity,
      -1,
      1.5,
      2 ** 60,
      10n,
      Symbol.iterator,
      () => 1,
      new Date(Number.NaN),
      ...words,
    ])
  }
  if (random.chance(0.3)) return Array.from({ length: random.int(0, 5) }, () => malformed(random, depth - 1))
  if (random.chance(0.1)) return JSON.parse('{"__proto__": {"polluted": true}, "id": "x"}')
  return Object.fromEntries(
    Array.from({ length: random.int(0, 4) }, () => [random.pick(keys), malformed(random, depth - 1)]),
  )
}

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

function tryAddresses(count: number, random: Random): SuiteResult {
  const violations: string[] = []
  for (let index = 0; index < count; index += 1) {
    const host = random.chance(0.25) ? `[${random.pick(privateV6)}]` : spell(random, random.pick(privateBlocks)(random))
    const credentials = random.chance(0.1) ? 'user:secret@' : ''
    const text = `${random.pick(['https', 'http', 'HTTPS', 'ftp', 'file'])}://${credentials}${host}/result.png`
    if (parseFileUrl(text, { allowsLocal: false }) !== null) violations.push(`${text} would be fetched`)
  }
  return { counts: { 'addresses of private networks': count }, violations }
}

/** A name that resolves to a private address, alone or hidden among public ones. */
async function tryLookups(count: number, random: Random): Promise<SuiteResult> {
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
