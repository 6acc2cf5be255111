import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { PrepareTask } from '../../../../electron/images/images.ts'
import { prepare } from '../../../../electron/images/worker/prepare.ts'
import type { UploadRule } from '../../../../shared/domain/picture.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import {
  canary,
  colours,
  corners,
  deepGradient,
  distance,
  exiftool,
  gradient,
  heicFixture,
  noise,
  pixelAt,
  plantCanary,
  quarters,
  tagsOf,
  writeFixture,
} from '../support.ts'

const rule: UploadRule = { formats: ['jpeg', 'png', 'webp'], maxBytes: 20_000_000, maxSide: null }

type Options = Partial<Omit<PrepareTask, 'source' | 'target' | 'rule'>> & { rule?: Partial<UploadRule> }

async function prepareFile(source: string, { rule: changes, ...options }: Options = {}) {
  const target = join(temporaryFolder(), 'upload')
  const merged = { ...rule, ...changes }
  const made = await prepare({ source, target, keepGps: false, fitTo: null, ...options, rule: merged })
  return { ...made, content: readFileSync(target) }
}

async function prepareBytes(bytes: Buffer, options: Options = {}) {
  return prepareFile(writeFixture(join(temporaryFolder(), 'source'), bytes), options)
}

/** Equal pixels, decoded. */
async function expectSamePixels(a: Buffer, b: Buffer): Promise<void> {
  const [first, second] = await Promise.all([a, b].map((bytes) => sharp(bytes, { ignoreIcc: true }).raw().toBuffer()))
  expect(first!.equals(second!)).toBe(true)
}

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

describe('orientation', () => {
  const upright = ['red', 'green', 'blue', 'yellow']
  /** The pixels that have to be stored to show the same picture under each orientation; sharp mirrors before it turns. */
  const stored = {
    1: (picture: Sharp) => picture,
    2: (picture: Sharp) => picture.flop(),
    3: (picture: Sharp) => picture.rotate(180),
    4: (picture: Sharp) => picture.flip(),
    5: (picture: Sharp) => picture.rotate(270).flop(),
    6: (picture: Sharp) => picture.rotate(270),
    7: (picture: Sharp) => picture.rotate(90).flop(),
    8: (picture: Sharp) => picture.rotate(90),
  } as const
  const cases = Object.entries(stored).flatMap(([orientation, turn]) =>
    (['jpeg', 'png', 'webp', 'tiff'] as const).map((format) => ({ orientation: Number(orientation), turn, format })),
  )

  it.each(cases)('$orientation of a $format is applied once', async ({ orientation, turn, format }) => {
    const pixels = await turn(sharp(await quarters().png().toBuffer()))
      .png()
      .toBuffer()
    const bytes = await sharp(pixels).withMetadata({ orientation }).toFormat(format).toBuffer()
    const made = await prepareBytes(bytes)
    expect(made).toMatchObject({ width: 96, height: 64 })
    expect(await corners(made.content)).toEqual(upright)
    expect((await sharp(made.content).metadata()).orientation ?? 1).toBe(1)
  })

  it('of a HEIC is what its own rotation says', async () => {
    const made = await prepareFile(heicFixture)
    expect(made).toMatchObject({ mimeType: 'image/jpeg', width: 64, height: 96 })
    expect(await corners(made.content)).toEqual(['green', 'yellow', 'red', 'blue'])
  })
})

describe('colour', () => {
  /** Numbers in another colour space that mean the given sRGB colour, and the picture that holds them with its profile. */
  async function converted(profile: 'p3' | 'cmyk', format: 'jpeg' | 'png' | 'tiff'): Promise<Buffer> {
    const space = profile === 'cmyk' ? 'cmyk' : 'srgb'
    const picture = quarters().toColourspace(space).withIccProfile(profile)
    return picture.toFormat(format, format === 'jpeg' ? { quality: 100, chromaSubsampling: '4:4:4' } : {}).toBuffer()
  }

  it.each([
    ['p3', 'jpeg'],
    ['p3', 'png'],
    ['cmyk', 'jpeg'],
  ] as const)('of %s in a %s becomes the same colour in sRGB', async (profile, format) => {
    const source = await converted(profile, format)
    const made = await prepareBytes(source)
    const tolerance = profile === 'cmyk' ? 40 : 4
    expect(distance(await pixelAt(made.content, 0.25, 0.25), colours.red)).toBeLessThan(tolerance)
    expect(distance(await pixelAt(made.content, 0.75, 0.25), colours.green)).toBeLessThan(tolerance)
    const { hasProfile, space } = await sharp(made.content).metadata()
    expect({ hasProfile, space }).toEqual({ hasProfile: false, space: 'srgb' })
    if (profile === 'p3') expect(distance(await pixelAt(source, 0.25, 0.25), colours.red)).toBeGreaterThan(8)
  })

  it('marked as Adobe RGB in EXIF alone is converted like an embedded profile', async () => {
    const source = writeFixture(
      join(temporaryFolder(), 'p'),
      await quarters().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer(),
    )
    await exiftool('-q', '-overwrite_original', '-InteropIndex=R03', '-EXIF:ColorSpace#=65535', source)
    const made = await prepareFile(source)
    // Adobe RGB (200, 40, 40) and (40, 180, 60) in sRGB, by the published matrices; green is out of gamut in red.
    expect(distance(await pixelAt(made.content, 0.25, 0.25), [232, 35, 35])).toBeLessThan(5)
    expect(distance(await pixelAt(made.content, 0.75, 0.25), [0, 181, 42])).toBeLessThan(5)
  })

  it('of 16 bits becomes 8, with and without a profile', async () => {
    const plain = await deepGradient(64, 8).tiff({ compression: 'none' }).toBuffer()
    const made = await prepareBytes(plain)
    expect((await sharp(made.content).metadata()).depth).toBe('uchar')
    expect(distance(await pixelAt(made.content, 0, 0), [78, 117, 39])).toBeLessThan(2)

    const flat = await quarters().toColourspace('rgb16').withIccProfile('p3').png().toBuffer()
    expect((await sharp(flat).metadata()).depth).toBe('ushort')
    const fromP3 = await prepareBytes(flat)
    expect(distance(await pixelAt(fromP3.content, 0.25, 0.25), colours.red)).toBeLessThan(4)
  })

  it('of grey and of a palette becomes RGB', async () => {
    const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#808080' } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    const made = await prepareBytes(grey)
    expect((await sharp(made.content).metadata()).space).toBe('srgb')
    expect(distance(await pixelAt(made.content, 0.5, 0.5), [128, 128, 128])).toBeLessThan(2)
  })

  it('of a HEIC is converted from the profile it carries', async () => {
    const made = await prepareFile(heicFixture)
    // The quarters as sRGB meant them; the fixture holds them in Display P3.
    expect(distance(await pixelAt(made.content, 0.25, 0.25), colours.green)).toBeLessThan(8)
  })
})

describe('format', () => {
  it('of a source without loss and of one with alpha is PNG where the service takes it', async () => {
    expect(await prepareBytes(await gradient(60, 40).tiff({ compression: 'lzw' }).toBuffer())).toMatchObject({
      mimeType: 'image/png',
    })
    const alpha = await quarters().ensureAlpha(0.5).avif({ lossless: true }).toBuffer()
    const made = await prepareBytes(alpha)
    expect(made.mimeType).toBe('image/png')
    expect(distance((await pixelAt(made.content, 0.25, 0.25)).slice(3), [128])).toBeLessThan(2)
  })

  it('is JPEG where the service takes no other, on white where there was transparency', async () => {
    const clear = await quarters().ensureAlpha(0).png().toBuffer()
    const made = await prepareBytes(clear, { rule: { formats: ['jpeg'] } })
    expect(made.mimeType).toBe('image/jpeg')
    expect(distance(await pixelAt(made.content, 0.25, 0.25), [255, 255, 255])).toBeLessThan(3)
  })

  it('is JPEG at full colour resolution for AVIF, and the only format taken otherwise', async () => {
    const avif = await quarters().avif().toBuffer()
    const made = await prepareBytes(avif)
    expect((await sharp(made.content).metadata()).chromaSubsampling).toBe('4:4:4')
    expect(await prepareBytes(avif, { rule: { formats: ['webp'] } })).toMatchObject({ mimeType: 'image/webp' })
    expect(await prepareBytes(avif, { rule: { formats: ['tiff'] } })).toMatchObject({ mimeType: 'image/tiff' })
  })

  it('of an animation is its first frame', async () => {
    const frames = await Promise.all([quarters(), gradient(96, 64)].map((frame) => frame.png().toBuffer()))
    for (const format of ['gif', 'webp'] as const) {
      const animated = await sharp(frames, { join: { animated: true } })
        .toFormat(format)
        .toBuffer()
      const made = await prepareBytes(animated)
      expect(made).toMatchObject({ width: 96, height: 64 })
      expect((await sharp(made.content).metadata()).pages ?? 1).toBe(1)
      expect(await corners(made.content)).toEqual(['red', 'green', 'blue', 'yellow'])
    }
  })
})

describe('limits of the service', () => {
  it('make it smaller only above the longest side', async () => {
    const bytes = await gradient(300, 200).jpeg().toBuffer()
    expect(await prepareBytes(bytes, { rule: { maxSide: 150 } })).toMatchObject({ width: 150, height: 100 })
    expect(await prepareBytes(bytes, { rule: { maxSide: 300 } })).toMatchObject({ width: 300, height: 200 })
  })

  it('turn a PNG too large into JPEG, and take the pixels last', async () => {
    const png = await noise(400, 300).png().toBuffer()
    const jpeg = await prepareBytes(png, { rule: { maxBytes: 250_000 } })
    expect(jpeg).toMatchObject({ mimeType: 'image/jpeg', width: 400 })
    const small = await prepareBytes(png, { rule: { maxBytes: 30_000 } })
    expect(small.bytes).toBeLessThanOrEqual(30_000)
    expect(small.width).toBeLessThan(400)
  })

  it('never cost transparency while the service takes a format that has it', async () => {
    const png = await noise(400, 300, 4).png().toBuffer()
    const made = await prepareBytes(png, { rule: { maxBytes: 60_000 } })
    expect(made).toMatchObject({ mimeType: 'image/png' })
    expect(made.bytes).toBeLessThanOrEqual(60_000)
    expect((await sharp(made.content).metadata()).hasAlpha).toBe(true)
  })

  it('do not count an alpha channel that hides nothing', async () => {
    const png = await noise(400, 300).ensureAlpha(1).png().toBuffer()
    expect(await prepareBytes(png, { rule: { maxBytes: 200_000 } })).toMatchObject({ mimeType: 'image/jpeg' })
  })

  it('that nothing fits are said', async () => {
    const png = await noise(400, 300).png().toBuffer()
    await expect(prepareBytes(png, { rule: { maxBytes: 100 } })).rejects.toMatchObject({ code: 'picture-too-large' })
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

  it('is not invented', async () => {
    const bytes = await quarters().jpeg().toBuffer()
    const [kept, left] = [await prepareBytes(bytes, { keepGps: true }), await prepareBytes(bytes)]
    expect(kept.sha256).toBe(left.sha256)
  })
})

describe('a mask', () => {
  it('becomes a PNG of exactly the size of its picture, alpha kept', async () => {
    const mask = await sharp({
      create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .composite([
        { input: { create: { width: 25, height: 50, channels: 4, background: '#ffffff' } }, left: 0, top: 0 },
      ])
      .png()
      .toBuffer()
    const made = await prepareBytes(mask, { fitTo: { width: 300, height: 200 } })
    expect(made).toMatchObject({ mimeType: 'image/png', width: 300, height: 200 })
    expect(await pixelAt(made.content, 0.2, 0.5)).toEqual([255, 255, 255, 255])
    expect((await pixelAt(made.content, 0.9, 0.5))[3]).toBe(0)
  })

  it('is not made coarser to fit a limit', async () => {
    const mask = await noise(300, 200).png().toBuffer()
    await expect(
      prepareBytes(mask, { fitTo: { width: 300, height: 200 }, rule: { maxBytes: 1000 } }),
    ).rejects.toMatchObject({ code: 'picture-too-large' })
  })
})

describe('the file it makes', () => {
  it.each([
    { what: 'copied', make: () => gradient(200, 100).jpeg().toBuffer() },
    { what: 'encoded', make: () => gradient(200, 100).withMetadata({ orientation: 8 }).jpeg().toBuffer() },
  ])('is byte for byte the same each time, $what', async ({ make }) => {
    const bytes = await make()
    const [first, second] = [await prepareBytes(bytes), await prepareBytes(bytes)]
    expect(second.sha256).toBe(first.sha256)
    expect(second.content.equals(first.content)).toBe(true)
  })

  it('never replaces one that is there', async () => {
    const folder = temporaryFolder()
    const source = writeFixture(join(folder, 'source'), await quarters().jpeg().toBuffer())
    const target = writeFixture(join(folder, 'there'), Buffer.from('mine'))
    await expect(prepare({ source, target, rule, keepGps: false, fitTo: null })).rejects.toMatchObject({
      code: 'output-unwritable',
    })
    expect(readFileSync(target, 'utf8')).toBe('mine')
  })
})
