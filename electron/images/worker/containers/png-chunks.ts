import { crc32 } from 'node:zlib'
import { damaged } from '../damaged.ts'

/** What decoding and colour need. Everything else is text, time, EXIF, animation or a program's own. */
const neededChunks = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'iCCP', 'sRGB', 'gAMA', 'cHRM', 'cICP', 'sBIT'])

/** The picture without anything private; its needed chunks stay byte for byte. `exif` is put in where one is given. */
export function cleanPng(bytes: Buffer, exif: Buffer | null): Buffer[] {
  const kept = chunks(bytes).filter(({ type }) => neededChunks.has(type))
  const parts = kept.map((chunk) => chunk.bytes)
  const firstPixels = kept.findIndex(({ type }) => type === 'IDAT')
  if (exif !== null) parts.splice(firstPixels, 0, chunkOf('eXIf', exif))
  return [bytes.subarray(0, 8), ...parts]
}

/** Throws `picture-unreadable` where the chunks do not lead to the end mark; decoders overlook its absence. */
export function assertWholePng(bytes: Buffer): void {
  chunks(bytes)
}

function chunks(bytes: Buffer): { type: string; bytes: Buffer }[] {
  const found: { type: string; bytes: Buffer }[] = []
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const type = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) break
    found.push({ type, bytes: bytes.subarray(at, end) })
    if (type === 'IEND') return found
    at = end
  }
  throw damaged('png', 'The chunks do not lead to the end of the picture.')
}

function chunkOf(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length)
  chunk.writeUInt32BE(content.length)
  chunk.write(type, 4, 'latin1')
  content.copy(chunk, 8)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + content.length)), 8 + content.length)
  return chunk
}
