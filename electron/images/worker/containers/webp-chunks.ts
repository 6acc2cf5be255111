import { damaged } from '../damaged.ts'

const neededChunks = new Set(['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'])
/** Bits of the `VP8X` flags (WebP container, “Extended file format”). */
const flag = { exif: 0x08, xmp: 0x04 } as const

/**
 * The picture without anything private; its needed chunks stay byte for byte. `exif` is put in where one is given and
 * `size` is needed for that only: a simple file has to become an extended one first. Not for animations.
 */
export function cleanWebp(bytes: Buffer, exif: Buffer | null, size: { width: number; height: number }): Buffer[] {
  const kept = chunks(bytes).filter(({ type }) => neededChunks.has(type))
  const body = kept.map((chunk) => chunk.bytes)
  const extended = kept.findIndex(({ type }) => type === 'VP8X')
  if (extended >= 0) {
    const header = Buffer.from(body[extended] ?? [])
    header[8] = ((header[8] ?? 0) & ~(flag.exif | flag.xmp)) | (exif === null ? 0 : flag.exif)
    body[extended] = header
  } else if (exif !== null) {
    body.unshift(extendedHeader(size, kept))
  }
  if (exif !== null) body.push(chunkOf('EXIF', exif))
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(4 + body.reduce((sum, part) => sum + part.length, 0), 4)
  return [head, ...body]
}

function chunks(bytes: Buffer): { type: string; bytes: Buffer }[] {
  const found: { type: string; bytes: Buffer }[] = []
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) throw damaged('webp', 'The file is shorter than it says.')
  for (let at = 12; at + 8 <= end;) {
    const size = bytes.readUInt32LE(at + 4)
    const next = at + 8 + size + (size % 2)
    if (next > bytes.length) throw damaged('webp', 'A chunk leads beyond the end.')
    found.push({ type: bytes.toString('latin1', at, at + 4), bytes: bytes.subarray(at, next) })
    at = next
  }
  return found
}

function extendedHeader(
  { width, height }: { width: number; height: number },
  kept: readonly { type: string; bytes: Buffer }[],
): Buffer {
  const lossless = kept.find(({ type }) => type === 'VP8L')?.bytes
  // The lossless bit stream says by its 29th header bit whether alpha is used (WebP lossless, section 3.4).
  const hasAlpha = lossless !== undefined && ((lossless[12] ?? 0) & 0x10) !== 0
  const content = Buffer.alloc(10)
  content[0] = flag.exif | (hasAlpha ? 0x10 : 0)
  content.writeUIntLE(width - 1, 4, 3)
  content.writeUIntLE(height - 1, 7, 3)
  return chunkOf('VP8X', content)
}

function chunkOf(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + content.length + (content.length % 2))
  chunk.write(type, 'latin1')
  chunk.writeUInt32LE(content.length, 4)
  content.copy(chunk, 8)
  return chunk
}
