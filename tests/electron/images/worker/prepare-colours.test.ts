import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import {
  colours,
  corners,
  deepGradient,
  distance,
  exiftool,
  heicFixture,
  pixelAt,
  quarters,
  writeFixture,
} from '../support.ts'
import { prepareBytes, prepareFile } from './prepare-support.ts'

/** Numbers in another colour space that mean the given sRGB colour, and the picture that holds them with its profile. */
async function converted(profile: 'p3' | 'cmyk', format: 'jpeg' | 'png' | 'tiff'): Promise<Buffer> {
  const space = profile === 'cmyk' ? 'cmyk' : 'srgb'
  const picture = quarters().toColourspace(space).withIccProfile(profile)
  return picture.toFormat(format, format === 'jpeg' ? { quality: 100, chromaSubsampling: '4:4:4' } : {}).toBuffer()
}

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
