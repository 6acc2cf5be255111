import sharp from 'sharp'
import { bomb, type Bomb } from './bomb.ts'
import { ascii, u16be } from './bytes.ts'

function flat(side: number, isProgressive = false): Promise<Buffer> {
  const background = { r: 90, g: 120, b: 30 }
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .jpeg({ progressive: isProgressive })
    .toBuffer()
}

/** The same JPEG with another size in its header. */
async function claiming(width: number, height: number, isProgressive = false): Promise<Buffer> {
  const bytes = await flat(32, isProgressive)
  const frame = bytes.indexOf(Buffer.from([0xff, isProgressive ? 0xc2 : 0xc0]))
  u16be(height, width).copy(bytes, frame + 5)
  return bytes
}

function segment(marker: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0xff, marker]), u16be(content.length + 2), content])
}

/** Segments put in behind the start mark. */
async function including(segments: readonly Buffer[]): Promise<Buffer> {
  const bytes = await flat(32)
  return Buffer.concat([bytes.subarray(0, 2), ...segments, bytes.subarray(2)])
}

async function manyScans(side: number, count: number): Promise<Buffer> {
  const bytes = await flat(side, true)
  const scan = bytes.subarray(bytes.lastIndexOf(Buffer.from([0xff, 0xda])), -2)
  return Buffer.concat([bytes.subarray(0, -2), ...Array.from({ length: count }, () => scan), bytes.subarray(-2)])
}

const profilePart = (number: number): Buffer =>
  segment(0xe2, Buffer.concat([ascii('ICC_PROFILE\0'), Buffer.from([number, 255]), Buffer.alloc(60_000)]))

export const jpegBombs: readonly Bomb[] = [
  bomb('JPEG that claims 65,535 pixels a side', () => claiming(65_535, 65_535)),
  bomb('JPEG that claims 99 megapixels', () => claiming(9_950, 9_950)),
  bomb('progressive JPEG that claims 99 megapixels', () => claiming(9_950, 9_950, true)),
  bomb('JPEG without height', () => claiming(32, 0)),
  bomb('progressive JPEG with 5,000 more scans', () => manyScans(1024, 5000), 'may'),
  bomb('progressive JPEG of 16 megapixels with 90 more scans', () => manyScans(4000, 90), 'may'),
  bomb(
    'JPEG with 60 MB of notes',
    () => including(Array.from({ length: 1000 }, () => segment(0xed, Buffer.alloc(60_000)))),
    'may',
  ),
  bomb(
    'JPEG with a profile of 255 parts',
    () => including(Array.from({ length: 255 }, (_, index) => profilePart(index + 1))),
    'may',
  ),
  bomb(
    'JPEG with an EXIF block that points at itself',
    () =>
      including([
        segment(
          0xe1,
          Buffer.concat([
            ascii('Exif\0\0II*\0\x08\0\0\0\x02\0'),
            ascii('\x69\x87\x04\0\x01\0\0\0\x08\0\0\0'),
            ascii('\x25\x88\x04\0\x01\0\0\0\x08\0\0\0'),
            ascii('\x08\0\0\0'),
          ]),
        ),
      ]),
    'may',
  ),
  bomb(
    'JPEG with an EXIF block of 65,535 entries',
    () =>
      including([segment(0xe1, Buffer.concat([ascii('Exif\0\0MM\0*\0\0\0\x08\xff\xff'), Buffer.alloc(65_000, 1)]))]),
    'may',
  ),
]
