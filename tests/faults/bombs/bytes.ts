import { crc32, deflateSync } from 'node:zlib'

export function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}

export function u16be(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  values.forEach((value, index) => bytes.writeUInt16BE(value, index * 2))
  return bytes
}

export function u16le(...values: readonly number[]): Buffer {
  return u16be(...values).swap16()
}

export function u32be(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4))
  return bytes
}

export function u32le(...values: readonly number[]): Buffer {
  return u32be(...values).swap32()
}

/** That many zeros, deflated: a thousandth of their size. */
export function deflatedZeros(count: number): Buffer {
  return deflateSync(Buffer.alloc(count))
}

export function pngChunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([ascii(type), content])
  return Buffer.concat([u32be(content.length), body, u32be(crc32(body))])
}

interface PngShape {
  readonly bits?: number
  /** 2 colour, 3 palette, 6 colour with alpha. */
  readonly colour?: number
  readonly isInterlaced?: boolean
}

export function png(
  [width, height]: readonly [number, number],
  chunks: readonly Buffer[],
  shape: PngShape = {},
): Buffer {
  const { bits = 8, colour = 2, isInterlaced = false } = shape
  const header = Buffer.concat([u32be(width, height), Buffer.from([bits, colour, 0, 0, isInterlaced ? 1 : 0])])
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', header),
    ...chunks,
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function pixels(compressed: Buffer): Buffer {
  return pngChunk('IDAT', compressed)
}

interface TiffField {
  readonly tag: number
  /** 3 is SHORT, 4 is LONG. */
  readonly type: 3 | 4
  readonly values: readonly number[]
  /** Lies about how many values there are. */
  readonly count?: number
}

/** A little-endian TIFF of one page: directory, long values, then `data`, at which fields may point with `dataAt`. */
export function tiff(fields: (dataAt: number) => readonly TiffField[], data: Buffer, next = 0): Buffer {
  const entries = fields(0)
  const longBytes = entries.map(({ type, values }) =>
    values.length * widthOf(type) > 4 ? values.length * widthOf(type) : 0,
  )
  const directoryAt = 8
  const longsAt = directoryAt + 2 + entries.length * 12 + 4
  const dataAt = longsAt + longBytes.reduce((sum, bytes) => sum + bytes, 0)
  let longAt = longsAt
  const longs: Buffer[] = []
  const rows = fields(dataAt).map(({ tag, type, values, count }) => {
    const value = type === 3 ? u16le(...values) : u32le(...values)
    const head = Buffer.concat([u16le(tag, type), u32le(count ?? values.length)])
    if (value.length <= 4) return Buffer.concat([head, value, Buffer.alloc(4 - value.length)])
    longs.push(value)
    const place = u32le(longAt)
    longAt += value.length
    return Buffer.concat([head, place])
  })
  return Buffer.concat([ascii('II'), u16le(42), u32le(8), u16le(rows.length), ...rows, u32le(next), ...longs, data])
}

function widthOf(type: 3 | 4): number {
  return type === 3 ? 2 : 4
}
