/** What the first bytes of a file say; a side is null where this simple reading does not find it. */
export interface PictureKind {
  readonly mimeType: string
  readonly width: number | null
  readonly height: number | null
}

/** Recognises the picture types the services name by their signature. Null for anything else; decodes nothing. */
export function pictureKind(bytes: Buffer): PictureKind | null {
  if (bytes.length < 16) return null
  if (bytes.subarray(0, 8).equals(pngSignature)) {
    return bytes.length < 24 ? null : sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20))
  }
  if (bytes.readUInt16BE(0) === 0xffd8) return jpegKind(bytes)
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpKind(bytes)
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return heifKind(bytes)
  return null
}

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

function sized(mimeType: string, width: number, height: number): PictureKind {
  return { mimeType, width, height }
}

function unsized(mimeType: string): PictureKind {
  return { mimeType, width: null, height: null }
}

function jpegKind(bytes: Buffer): PictureKind {
  let offset = 2
  while (offset + 9 < bytes.length && bytes[offset] === 0xff) {
    const marker = bytes.readUInt8(offset + 1)
    // SOF0–SOF15 hold the size; C4, C8 and CC share the range and are tables.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return sized('image/jpeg', bytes.readUInt16BE(offset + 7), bytes.readUInt16BE(offset + 5))
    }
    offset += 2 + bytes.readUInt16BE(offset + 2)
  }
  return unsized('image/jpeg')
}

function webpKind(bytes: Buffer): PictureKind {
  const chunk = bytes.toString('latin1', 12, 16)
  if (bytes.length < 30) return unsized('image/webp')
  if (chunk === 'VP8X') return sized('image/webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1)
  if (chunk === 'VP8 ') {
    return sized('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
  }
  const bits = bytes.readUInt32LE(21)
  return sized('image/webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)
}

function heifKind(bytes: Buffer): PictureKind | null {
  const brand = bytes.toString('latin1', 8, 12)
  const mimeType = heifTypes[brand]
  if (mimeType === undefined) return null
  const box = bytes.indexOf('ispe', 16, 'latin1')
  if (box < 0 || box + 16 > bytes.length) return unsized(mimeType)
  return sized(mimeType, bytes.readUInt32BE(box + 8), bytes.readUInt32BE(box + 12))
}

const heifTypes: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  mif1: 'image/heif',
}
