import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { probe } from '../../../../electron/images/worker/probe.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { deepGradient, exiftool, gradient, heicFixture, plantCanary, quarters, writeFixture } from '../support.ts'

async function probeBytes(bytes: Buffer, name = 'picture'): ReturnType<typeof probe> {
  return probe({ source: writeFixture(join(temporaryFolder(), name), bytes) })
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([size, body, sum])
}

/** A PNG whose header claims a size; its pixel data is a few bytes. */
function pngBomb(width: number, height: number, { bits = 8, isInterlaced = false } = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, 2, 0, 0, isInterlaced ? 1 : 0], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.alloc(64))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}

/** A GIF whose one frame claims a size; it holds the data of one dot. */
function gifBomb(side: number): Buffer {
  const head = Buffer.from(
    'GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff\x2c\0\0\0\0\0\0\0\0\0\x02\x02\x44\x01\0;',
    'latin1',
  )
  for (const at of [6, 8, 24, 26]) head.writeUInt16LE(side, at)
  return head
}

describe('what a picture is', () => {
  it.each([
    { format: 'jpeg', make: () => quarters().jpeg().toBuffer() },
    { format: 'png', make: () => quarters().png().toBuffer() },
    { format: 'webp', make: () => quarters().webp().toBuffer() },
    { format: 'avif', make: () => quarters().avif().toBuffer() },
    { format: 'tiff', make: () => quarters().tiff({ compression: 'lzw' }).toBuffer() },
    { format: 'gif', make: () => quarters().gif().toBuffer() },
  ])('is said of $format by its content, whatever its name', async ({ format, make }) => {
    const bytes = await make()
    expect(await probeBytes(bytes, 'wrong.svg')).toMatchObject({
      format,
      width: 96,
      height: 64,
      orientation: 1,
      profile: null,
      bitDepth: 8,
      takenAt: null,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
  })

  it('is said of a HEIC whose own rotation and EXIF contradict each other: its own rotation counts, once', async () => {
    expect(await probe({ source: heicFixture })).toMatchObject({
      format: 'heif',
      width: 64,
      height: 96,
      orientation: 1,
      profile: 'sP3C',
      takenAt: '2024-05-06T07:08:09',
    })
  })

  it('counts width and height after orientation', async () => {
    const bytes = await quarters().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await probeBytes(bytes)).toMatchObject({ width: 64, height: 96, orientation: 6 })
  })

  it('names 16 bits and alpha', async () => {
    expect(await probeBytes(await deepGradient(40, 30).tiff({ compression: 'none' }).toBuffer())).toMatchObject({
      bitDepth: 16,
      hasAlpha: false,
    })
    expect(await probeBytes(await quarters().ensureAlpha(0.5).png().toBuffer())).toMatchObject({ hasAlpha: true })
  })

  it.each(['jpeg', 'png', 'webp', 'tiff', 'avif'] as const)('knows when a %s was taken', async (format) => {
    const path = writeFixture(join(temporaryFolder(), `taken.${format}`), await quarters().toFormat(format).toBuffer())
    await plantCanary(path)
    expect(await probe({ source: path })).toMatchObject({ takenAt: '2024-05-06T07:08:09' })
  })

  it('names Adobe RGB where a camera only marks it in EXIF', async () => {
    const path = writeFixture(join(temporaryFolder(), 'adobe.jpg'), await quarters().jpeg().toBuffer())
    await exiftool('-q', '-overwrite_original', '-InteropIndex=R03', '-EXIF:ColorSpace#=65535', path)
    expect((await probe({ source: path })).profile).toContain('Adobe RGB')
  })

  it('takes the first frame of an animation and of a file with pages', async () => {
    const frames = await Promise.all([quarters(), gradient(96, 64)].map((frame) => frame.png().toBuffer()))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect(await probeBytes(gif)).toMatchObject({ format: 'gif', width: 96, height: 64 })
  })
})

describe('what is refused', () => {
  it.each([
    {
      what: 'an SVG named .png',
      bytes: Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
      says: 'SVG',
    },
    { what: 'text named .jpg', bytes: Buffer.from('Just text.\n'), says: 'a text file' },
    { what: 'a PDF', bytes: Buffer.from('%PDF-1.7\n'), says: 'PDF' },
    { what: 'a BMP', bytes: Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), says: 'BMP' },
    { what: 'a Photoshop document', bytes: Buffer.from('8BPS\0\x01'), says: 'Photoshop' },
    { what: 'a JPEG XL', bytes: Buffer.from([0xff, 0x0a, 0x12, 0x34]), says: 'JPEG XL' },
    { what: 'a Canon raw file', bytes: Buffer.from('\0\0\0\x18ftypcrx \0\0\0\x01crx isom', 'latin1'), says: 'raw' },
    { what: 'a film', bytes: Buffer.from('\0\0\0\x18ftypisom\0\0\0\x01isomavc1', 'latin1'), says: 'not a picture' },
    { what: 'an unknown file', bytes: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), says: 'not a picture' },
  ])('refuses $what by content', async ({ bytes, says }) => {
    await expect(probeBytes(bytes, 'picture.jpg')).rejects.toMatchObject({
      code: 'picture-refused',
      message: expect.stringContaining(says) as string,
    })
  })

  it('refuses a camera raw file that begins like a TIFF, because its first picture is a small preview', async () => {
    const path = writeFixture(join(temporaryFolder(), 'raw.tif'), await quarters().tiff().toBuffer())
    await exiftool('-q', '-overwrite_original', '-SubfileType#=1', path)
    await expect(probe({ source: path })).rejects.toMatchObject({ code: 'picture-refused' })
  })

  it('refuses channels of 32 bits', async () => {
    const bytes = await quarters().toColourspace('scrgb').tiff({ compression: 'none', predictor: 'float' }).toBuffer()
    await expect(probeBytes(bytes)).rejects.toMatchObject({ code: 'picture-refused' })
  })

  it('refuses an empty file as unreadable, a folder as no file, and names a missing one', async () => {
    await expect(probeBytes(Buffer.alloc(0))).rejects.toMatchObject({ code: 'picture-unreadable' })
    const folder = join(temporaryFolder(), 'folder.jpg')
    mkdirSync(folder)
    await expect(probe({ source: folder })).rejects.toMatchObject({ code: 'picture-refused' })
    await expect(probe({ source: join(folder, 'none.jpg') })).rejects.toMatchObject({ code: 'file-missing' })
  })
})

describe('what is damaged', () => {
  const whole = {
    jpeg: () => gradient(300, 200).jpeg().toBuffer(),
    'progressive JPEG': () => gradient(300, 200).jpeg({ progressive: true }).toBuffer(),
    png: () => gradient(300, 200).png().toBuffer(),
    webp: () => gradient(300, 200).webp().toBuffer(),
    tiff: () => gradient(300, 200).tiff({ compression: 'lzw' }).toBuffer(),
    avif: () => gradient(300, 200).avif().toBuffer(),
    gif: () => gradient(300, 200).gif().toBuffer(),
    heic: () => Promise.resolve(readFileSync(heicFixture)),
  }
  it.each(Object.entries(whole))(
    'finds a %s out that is cut off, early, in the middle or near the end',
    async (_, make) => {
      const bytes = await make()
      for (const kept of [40, Math.floor(bytes.length * 0.2), Math.floor(bytes.length / 2), bytes.length - 5]) {
        await expect(probeBytes(bytes.subarray(0, kept)), `${kept} of ${bytes.length} bytes`).rejects.toMatchObject({
          code: 'picture-unreadable',
        })
      }
    },
  )

  it('finds bytes out that were overwritten', async () => {
    const bytes = await gradient(300, 200).png().toBuffer()
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 50)
    await expect(probeBytes(bytes)).rejects.toMatchObject({ code: 'picture-unreadable' })
  })
})

describe('what is too large', () => {
  it.each([
    { what: 'a small file that claims 3,600 megapixels', bytes: pngBomb(60_000, 60_000), says: 'limit for PNG is 100' },
    { what: '16 bits above 48 megapixels', bytes: pngBomb(7000, 7000, { bits: 16 }), says: 'is 48' },
    { what: 'a side above 65,535 pixels', bytes: pngBomb(65_536, 1), says: 'limit for a side is 65535' },
    { what: 'a GIF above 24 megapixels', bytes: gifBomb(4900), says: 'limit for GIF is 24' },
    { what: 'interlaced above 48 megapixels', bytes: pngBomb(7000, 7000, { isInterlaced: true }), says: 'is 48' },
  ])('refuses $what before decoding it', async ({ bytes, says }) => {
    await expect(probeBytes(bytes)).rejects.toMatchObject({
      code: 'picture-too-large',
      message: expect.stringContaining(says) as string,
    })
  })

  it('finds a claimed size within the limits out by decoding', async () => {
    await expect(probeBytes(pngBomb(3000, 3000))).rejects.toMatchObject({ code: 'picture-unreadable' })
  })

  it('refuses AVIF above 24 megapixels', async () => {
    const bytes = await quarters(64, 64).avif().toBuffer()
    const size = bytes.indexOf('ispe') + 8
    bytes.writeUInt32BE(5000, size)
    bytes.writeUInt32BE(5000, size + 4)
    await expect(probeBytes(bytes)).rejects.toMatchObject({ code: 'picture-too-large' })
  })

  it('refuses a file above 512 MB without reading it', async () => {
    const path = writeFixture(join(temporaryFolder(), 'large.jpg'), await quarters().jpeg().toBuffer())
    truncateSync(path, 513 * 1024 * 1024)
    await expect(probe({ source: path })).rejects.toMatchObject({
      code: 'picture-too-large',
      message: 'The file has 513 MB; the limit is 512 MB.',
    })
  })
})
