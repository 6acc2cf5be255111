import type { Random } from '../random.ts'
import type { Base } from './bases.ts'
import { withChecksums } from './png-checksums.ts'

export interface Mutated {
  /** What was done, for a violation. */
  readonly story: string
  readonly bytes: Buffer
}

type Change = (bytes: Buffer, random: Random, others: readonly Base[]) => Buffer

/** Values at which lengths, counts and offsets of picture files turn over. */
const extremes = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

const changes: Readonly<Record<string, Change>> = {
  'cut off': (bytes, random) => bytes.subarray(0, random.int(0, bytes.length - 1)),
  'bits flipped': (bytes, random) =>
    edit({ bytes, random }, random.int(1, 8), (at, copy) => (copy[at] = (copy[at] ?? 0) ^ (1 << random.int(0, 7)))),
  'bytes changed': (bytes, random) =>
    edit({ bytes, random }, random.int(1, 24), (at, copy) => (copy[at] = random.int(0, 255))),
  'header bytes changed': (bytes, random) =>
    edit(
      { bytes, random },
      random.int(1, 4),
      (_, copy) => (copy[random.int(0, Math.min(96, copy.length - 1))] = random.int(0, 255)),
    ),
  'number made extreme': (bytes, random) =>
    edit({ bytes, random }, random.int(1, 3), (at, copy) => writeNumber(copy, at, random)),
  'run of zeros': (bytes, random) => fill(bytes, random, 0),
  'run of ones': (bytes, random) => fill(bytes, random, 0xff),
  'part left out': (bytes, random) => {
    const [from, to] = span(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  'part twice': (bytes, random) => {
    const [from, to] = span(bytes, random)
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
  },
  'rubbish put in': (bytes, random) => {
    const at = random.int(0, bytes.length)
    return Buffer.concat([bytes.subarray(0, at), random.bytes(random.int(1, 64)), bytes.subarray(at)])
  },
  'rubbish behind': (bytes, random) => Buffer.concat([bytes, random.bytes(random.int(1, 64))]),
  'parts swapped': (bytes, random) => {
    const [from, to] = span(bytes, random)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to), bytes.subarray(from, to)])
  },
  'body of another': (bytes, random, others) => {
    const other = random.pick(others).bytes
    return Buffer.concat([
      bytes.subarray(0, random.int(8, Math.min(64, bytes.length))),
      other.subarray(random.int(0, other.length - 1)),
    ])
  },
  'part of another put in': (bytes, random, others) => {
    const other = random.pick(others).bytes
    const [from, to] = span(other, random)
    const at = random.int(0, bytes.length)
    return Buffer.concat([bytes.subarray(0, at), other.subarray(from, to), bytes.subarray(at)])
  },
}

/** One to three changes to one picture. The checksums of PNG chunks are often mended, so that decoders see the rest. */
export function mutate(bases: readonly Base[], random: Random): Mutated {
  const base = random.pick(bases)
  const names = Array.from({ length: random.chance(0.3) ? random.int(2, 3) : 1 }, () =>
    random.pick(Object.keys(changes)),
  )
  const bytes = names.reduce(
    (before, name) => (before.length === 0 ? before : apply(name, before, { random, bases })),
    base.bytes,
  )
  const isMended = random.chance(0.6)
  return { story: `${base.kind}: ${names.join(', ')}`, bytes: isMended ? withChecksums(bytes) : bytes }
}

interface Tools {
  readonly random: Random
  readonly bases: readonly Base[]
}

function apply(name: string, bytes: Buffer, { random, bases }: Tools): Buffer {
  return changes[name]?.(bytes, random, bases) ?? bytes
}

function edit(
  { bytes, random }: { readonly bytes: Buffer; readonly random: Random },
  times: number,
  change: (at: number, copy: Buffer) => void,
): Buffer {
  const copy = Buffer.from(bytes)
  for (let time = 0; time < times; time += 1) change(random.int(0, copy.length - 1), copy)
  return copy
}

function writeNumber(copy: Buffer, at: number, random: Random): void {
  const value = random.pick(extremes)
  const width = random.pick([1, 2, 4])
  if (at + width > copy.length) return
  const cut = width === 4 ? value : value % 2 ** (8 * width)
  if (random.chance(0.5)) copy.writeUIntLE(cut, at, width)
  else copy.writeUIntBE(cut, at, width)
}

function fill(bytes: Buffer, random: Random, value: number): Buffer {
  const [from, to] = span(bytes, random)
  return Buffer.from(bytes).fill(value, from, to)
}

/** A part of at most 200 bytes. */
function span(bytes: Buffer, random: Random): [number, number] {
  const from = random.int(0, bytes.length - 1)
  return [from, Math.min(bytes.length, from + random.int(1, 200))]
}
