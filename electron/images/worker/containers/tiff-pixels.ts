/** Pixels that came from another decoder, one byte a channel, rows without gaps. */
export interface PixelLayout {
  readonly width: number
  readonly height: number
  readonly channels: 3 | 4
  readonly icc: Buffer | null
}

const rowsPerStrip = 64
const typeBytes = { 3: 2, 4: 4, 7: 1 } as const
type FieldType = keyof typeof typeBytes
interface Field {
  readonly tag: number
  readonly type: FieldType
  readonly values: readonly number[] | Buffer
}

/**
 * An uncompressed TIFF with room for the pixels, which `pixels` is to be filled with. It is how they, their profile
 * and their alpha reach the rest of the pipeline in one piece.
 */
export function tiffForPixels({ width, height, channels, icc }: PixelLayout): { file: Buffer; pixels: Buffer } {
  const strips = Math.ceil(height / rowsPerStrip)
  const rowBytes = width * channels
  const fields = (firstPixel: number): Field[] => [
    { tag: 256, type: 4, values: [width] },
    { tag: 257, type: 4, values: [height] },
    { tag: 258, type: 3, values: Array.from({ length: channels }, () => 8) },
    { tag: 259, type: 3, values: [1] },
    { tag: 262, type: 3, values: [2] },
    { tag: 273, type: 4, values: Array.from({ length: strips }, (_, i) => firstPixel + i * rowsPerStrip * rowBytes) },
    { tag: 277, type: 3, values: [channels] },
    { tag: 278, type: 4, values: [rowsPerStrip] },
    {
      tag: 279,
      type: 4,
      values: Array.from({ length: strips }, (_, i) => Math.min(rowsPerStrip, height - i * rowsPerStrip) * rowBytes),
    },
    { tag: 284, type: 3, values: [1] },
    ...(channels === 4 ? [{ tag: 338, type: 3 as const, values: [2] }] : []),
    ...(icc === null ? [] : [{ tag: 34_675, type: 7 as const, values: icc }]),
  ]
  const firstPixel = directory(fields(0)).length
  const head = directory(fields(firstPixel))
  const file = Buffer.allocUnsafe(firstPixel + rowBytes * height)
  head.copy(file)
  return { file, pixels: file.subarray(firstPixel) }
}

/** Header and directory; values longer than four bytes follow it. */
function directory(fields: readonly Field[]): Buffer {
  const entries = Buffer.alloc(8 + 2 + fields.length * 12 + 4)
  entries.write('II*\0\x08\0\0\0', 'latin1')
  entries.writeUInt16LE(fields.length, 8)
  const outside: Buffer[] = []
  let free = entries.length
  for (const [index, { tag, type, values }] of fields.entries()) {
    const at = 10 + index * 12
    const value = encode(type, values)
    entries.writeUInt16LE(tag, at)
    entries.writeUInt16LE(type, at + 2)
    entries.writeUInt32LE(values.length, at + 4)
    if (value.length <= 4) {
      value.copy(entries, at + 8)
      continue
    }
    entries.writeUInt32LE(free, at + 8)
    const padded = Buffer.concat([value, Buffer.alloc(value.length % 2)])
    outside.push(padded)
    free += padded.length
  }
  return Buffer.concat([entries, ...outside])
}

function encode(type: FieldType, values: readonly number[] | Buffer): Buffer {
  if (Buffer.isBuffer(values)) return values
  const width = typeBytes[type]
  const bytes = Buffer.alloc(values.length * width)
  for (const [index, value] of values.entries()) bytes.writeUIntLE(value, index * width, width)
  return bytes
}
