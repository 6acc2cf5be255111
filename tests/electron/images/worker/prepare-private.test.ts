import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { canary, corners, exiftool, gradient, plantCanary, quarters, tagsOf, writeFixture } from '../support.ts'
import { expectSamePixels, prepareBytes, prepareFile } from './prepare-support.ts'

describe('a picture the service takes as it is', () => {
  it.each(['jpeg', 'png', 'webp'] as const)(
    'keeps every pixel of a %s and loses every private word',
    async (format) => {
      const source = writeFixture(
        join(temporaryFolder(), 'p'),
        await gradient(120, 80).withIccProfile('srgb').toFormat(format).toBuffer(),
      )
      await plantCanary(source)
      expect(readFileSync(source).includes(canary)).toBe(true)

      const made = await prepareFile(source)

      expect(made.mimeType).toBe(`image/${format}`)
      await expectSamePixels(made.content, readFileSync(source))
      expect(made.content.includes(canary)).toBe(false)
      const { SourceFile, ...tags } = await tagsOf(made.path)
      expect(SourceFile).toBe(made.path)
      const groups = new Set(Object.keys(tags).map((name) => name.split(':')[0]))
      expect([...groups].filter((group) => /GPS|IFD|XMP|IPTC|EXIF|Photoshop|MPF|COM/.test(group!))).toEqual([])
      expect([...groups]).toContain('ICC_Profile')
    },
  )

  it('loses comments, text, time, and what lies behind its end', async () => {
    const jpeg = await gradient(60, 40).jpeg().toBuffer()
    const secret = Buffer.from(`\xff\xfe\0\x0d${canary}`, 'latin1')
    const withComment = Buffer.concat([jpeg.subarray(0, 2), secret, jpeg.subarray(2), Buffer.from(canary)])
    expect((await prepareBytes(withComment)).content.includes(canary)).toBe(false)

    const png = writeFixture(join(temporaryFolder(), 'p.png'), await gradient(60, 40).png().toBuffer())
    await exiftool('-q', '-overwrite_original', `-PNG:Comment=${canary}`, '-PNG:ModifyDate=2024:05:06 07:08:09', png)
    const made = await prepareFile(png)
    expect(made.content.includes(canary)).toBe(false)
    expect(made.content.includes('tIME')).toBe(false)
  })

  it('survives filled markers and a thumbnail in its header', async () => {
    const base = await gradient(160, 120).jpeg({ quality: 100 }).toBuffer()
    const filled = Buffer.concat([base.subarray(0, 2), Buffer.from([0xff, 0xff]), base.subarray(2)])
    await expectSamePixels((await prepareBytes(filled)).content, base)
    const jfif = Buffer.from('\xff\xe0\0\x13JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01abc', 'latin1')
    const withThumbnail = Buffer.concat([base.subarray(0, 2), jfif, base.subarray(2)])
    const made = await prepareBytes(withThumbnail)
    await expectSamePixels(made.content, base)
    expect(made.content.subarray(18, 20)).toEqual(Buffer.from([0, 0]))
    expect(made.content.includes('abc')).toBe(false)
  })

  it('is the same for the same picture, however its private words differ', async () => {
    const source = writeFixture(join(temporaryFolder(), 'p'), await gradient(120, 80).jpeg().toBuffer())
    const before = await prepareFile(source)
    await plantCanary(source)
    const after = await prepareFile(source)
    expect(after.sha256).toBe(before.sha256)
    expect(after.bytes).toBe(statSync(after.path).size)
  })

  it('is decoded whole before it counts as ready', async () => {
    const bytes = await gradient(400, 300).png().toBuffer()
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 40)
    await expect(prepareBytes(bytes)).rejects.toMatchObject({ code: 'picture-unreadable' })
  })
})

describe('position', () => {
  const sources = {
    jpeg: (picture: Sharp) => picture.jpeg(),
    png: (picture: Sharp) => picture.png(),
    'simple webp': (picture: Sharp) => picture.webp(),
    'lossless webp with alpha': (picture: Sharp) => picture.ensureAlpha(0.5).webp({ lossless: true }),
    tiff: (picture: Sharp) => picture.tiff({ compression: 'lzw' }),
    avif: (picture: Sharp) => picture.avif(),
  }

  it.each(Object.entries(sources))('of a %s stays when asked, and nothing else with it', async (_, encode) => {
    const source = writeFixture(join(temporaryFolder(), 'p'), await encode(quarters()).toBuffer())
    await plantCanary(source)
    const made = await prepareFile(source, { keepGps: true })
    const tags = await tagsOf(made.path)
    expect(tags['GPS:GPSLatitude']).toBeCloseTo(51.5)
    expect(tags['GPS:GPSLongitude']).toBeCloseTo(7.25)
    expect(made.content.includes(canary)).toBe(false)
    expect(Object.keys(tags).filter((name) => /^(ExifIFD|IFD1|XMP|IPTC)/.test(name))).toEqual([])
    expect(await corners(await sharp(made.content).flatten({ background: '#fff' }).png().toBuffer())).toHaveLength(4)
    expect(await prepareFile(source, { keepGps: false })).not.toMatchObject({ sha256: made.sha256 })
  })

  it('has room within the limit of the service', async () => {
    const source = writeFixture(
      join(temporaryFolder(), 'p'),
      await gradient(200, 150).tiff({ compression: 'lzw' }).toBuffer(),
    )
    await plantCanary(source)
    const { bytes } = await prepareFile(source, { keepGps: true })
    const tight = await prepareFile(source, { keepGps: true, rule: { maxBytes: bytes - 1 } })
    expect(tight.bytes).toBeLessThan(bytes)
  })

  it('is not invented', async () => {
    const bytes = await quarters().jpeg().toBuffer()
    const [kept, left] = [await prepareBytes(bytes, { keepGps: true }), await prepareBytes(bytes)]
    expect(kept.sha256).toBe(left.sha256)
  })
})
