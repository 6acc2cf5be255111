import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { FinishTask } from '../../../../electron/images/images.ts'
import { finish } from '../../../../electron/images/worker/finish.ts'
import { profileName } from '../../../../electron/images/worker/icc.ts'
import { writableFormats } from '../../../../shared/domain/picture.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import {
  colours,
  corners,
  deepGradient,
  distance,
  exiftool,
  gradient,
  heicFixture,
  pixelAt,
  quarters,
  writeFixture,
} from '../support.ts'

const nothing = { format: null, quality: 92, size: null, background: null, profileOf: null } as const

async function finishBytes(bytes: Buffer, rules: Partial<FinishTask> = {}) {
  const folder = temporaryFolder()
  const target = join(folder, 'finished')
  const made = await finish({ ...nothing, source: writeFixture(join(folder, 'result'), bytes), target, ...rules })
  return { ...made, content: readFileSync(target) }
}

function file(bytes: Buffer): string {
  return writeFixture(join(temporaryFolder(), 'picture'), bytes)
}

async function profileOf(bytes: Buffer): Promise<string | null> {
  const { icc } = await sharp(bytes).metadata()
  return icc === undefined ? null : profileName(icc)
}

describe('a result the rules ask nothing of', () => {
  it('is copied byte for byte, whatever its format', async () => {
    for (const format of [...writableFormats, 'gif'] as const) {
      const bytes = await gradient(60, 40).toFormat(format).toBuffer()
      const made = await finishBytes(bytes)
      expect(made.content.equals(bytes)).toBe(true)
      expect(made).toMatchObject({ mimeType: `image/${format}`, width: 60, height: 40, bytes: bytes.length })
    }
  })

  it('is copied where it already is what they ask', async () => {
    const bytes = await gradient(60, 40).png().toBuffer()
    const own = file(await quarters().withIccProfile('srgb').png().toBuffer())
    const rules = { format: 'png', size: { width: 60, height: 40 }, background: '#ff0000', profileOf: own } as const
    expect((await finishBytes(bytes, rules)).content.equals(bytes)).toBe(true)
  })

  it('is turned upright where it says it is not', async () => {
    const bytes = await quarters().withMetadata({ orientation: 3 }).png().toBuffer()
    expect(await corners((await finishBytes(bytes)).content)).toEqual(['yellow', 'blue', 'green', 'red'])
  })
})

describe('a format', () => {
  it.each(writableFormats)('%s is written', async (format) => {
    const made = await finishBytes(await quarters().gif().toBuffer(), { format })
    expect(made.mimeType).toBe(`image/${format}`)
    expect(await corners(made.content)).toEqual(['red', 'green', 'blue', 'yellow'])
    const { compression, format: found } = await sharp(made.content).metadata()
    expect(compression === 'av1' ? 'avif' : found).toBe(format)
  })

  it('without alpha shows what was transparent as white, or as the background', async () => {
    const clear = await quarters().ensureAlpha(0).png().toBuffer()
    const white = await finishBytes(clear, { format: 'jpeg' })
    expect(distance(await pixelAt(white.content, 0.25, 0.25), [255, 255, 255])).toBeLessThan(3)
    const red = await finishBytes(clear, { format: 'jpeg', background: '#ff0000' })
    expect(distance(await pixelAt(red.content, 0.25, 0.25), [254, 0, 0])).toBeLessThan(3)
  })

  it('is asked for none and the source cannot be written: PNG with alpha, JPEG without', async () => {
    expect(await finishBytes(readFileSync(heicFixture), { size: { width: 32, height: 48 } })).toMatchObject({
      mimeType: 'image/jpeg',
      width: 32,
    })
    const gif = await quarters().ensureAlpha(0).gif().toBuffer()
    expect(await finishBytes(gif, { size: { width: 48, height: 32 } })).toMatchObject({ mimeType: 'image/png' })
  })

  it('keeps 16 bits where it can and the source has them', async () => {
    const deep = await deepGradient(64, 32).tiff({ compression: 'none' }).toBuffer()
    for (const [format, depth] of [
      ['png', 'ushort'],
      ['tiff', 'ushort'],
      ['jpeg', 'uchar'],
    ] as const) {
      const made = await finishBytes(deep, { format, size: { width: 32, height: 16 } })
      expect((await sharp(made.content).metadata()).depth).toBe(depth)
    }
  })

  it('obeys quality', async () => {
    const bytes = await gradient(300, 200).png().toBuffer()
    for (const format of ['jpeg', 'webp', 'avif'] as const) {
      const [low, high] = [
        await finishBytes(bytes, { format, quality: 30 }),
        await finishBytes(bytes, { format, quality: 95 }),
      ]
      expect(low.bytes).toBeLessThan(high.bytes)
    }
    const exact = await finishBytes(bytes, { format: 'webp', quality: 100 })
    expect(await pixelAt(exact.content, 0.3, 0.7)).toEqual(await pixelAt(bytes, 0.3, 0.7))
  })

  it('is refused where it cannot hold the size', async () => {
    const wide = await sharp({ create: { width: 17_000, height: 4, channels: 3, background: '#888888' } })
      .png()
      .toBuffer()
    await expect(finishBytes(wide, { format: 'webp' })).rejects.toMatchObject({ code: 'picture-too-large' })
    const large = await sharp({ create: { width: 5000, height: 4200, channels: 3, background: '#888888' } })
      .png()
      .toBuffer()
    await expect(finishBytes(large, { format: 'avif' })).rejects.toMatchObject({
      code: 'picture-too-large',
      message: 'AVIF is written up to 20 megapixels; this picture would have 21.0.',
    })
  })
})

describe('a size', () => {
  it('is met exactly', async () => {
    const made = await finishBytes(await quarters().png().toBuffer(), { size: { width: 250, height: 167 } })
    expect(made).toMatchObject({ mimeType: 'image/png', width: 250, height: 167 })
    expect(await corners(made.content)).toEqual(['red', 'green', 'blue', 'yellow'])
  })

  it('of other proportions is filled without distortion', async () => {
    const made = await finishBytes(await quarters(100, 100).png().toBuffer(), { size: { width: 200, height: 100 } })
    expect(made).toMatchObject({ width: 200, height: 100 })
    // The middle half is left of the height; what was in the corners is cut off evenly.
    expect(await corners(made.content)).toEqual(['red', 'green', 'blue', 'yellow'])
  })
})

describe('a background', () => {
  it('is put behind transparency, and only there', async () => {
    const half = await quarters().ensureAlpha(0.5).png().toBuffer()
    const made = await finishBytes(half, { background: '#0000ff' })
    expect((await sharp(made.content).metadata()).hasAlpha).toBe(false)
    expect(distance(await pixelAt(made.content, 0.25, 0.25), [100, 20, 147])).toBeLessThan(3)
  })

  it('of colour shows on grey', async () => {
    const pixels = Buffer.alloc(8 * 8 * 2)
    const grey = await sharp(pixels, { raw: { width: 8, height: 8, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    expect((await sharp(grey).metadata()).channels).toBe(2)
    expect(await pixelAt((await finishBytes(grey, { background: '#ff0000' })).content, 0.5, 0.5)).toEqual([255, 0, 0])
  })
})

describe('a colour profile', () => {
  const fine = { quality: 100, chromaSubsampling: '4:4:4' } as const

  it('is kept with its numbers when pixels are encoded again', async () => {
    const p3 = await quarters().withIccProfile('p3').jpeg(fine).toBuffer()
    for (const format of writableFormats) {
      const made = await finishBytes(p3, { format, quality: 100, size: { width: 48, height: 32 } })
      expect(await profileOf(made.content)).toBe('sP3C')
      expect(distance(await pixelAt(made.content, 0.25, 0.25), await pixelAt(p3, 0.25, 0.25))).toBeLessThan(6)
    }
  })

  it('of the source is taken over with the colours converted to it', async () => {
    const p3 = await quarters().withIccProfile('p3').png().toBuffer()
    const srgb = await quarters().png().toBuffer()
    const made = await finishBytes(srgb, { profileOf: file(p3) })
    expect(await profileOf(made.content)).toBe('sP3C')
    expect(distance(await pixelAt(made.content, 0.25, 0.25), await pixelAt(p3, 0.25, 0.25))).toBeLessThan(3)
    expect(existsSync(`${made.path}.icc`)).toBe(false)
  })

  it('of the source is taken over by 16 bits too, with a profile of their own or none', async () => {
    const p3 = await quarters().withIccProfile('p3').png().toBuffer()
    const deep = await quarters().toColourspace('rgb16').png().toBuffer()
    const made = await finishBytes(deep, { profileOf: file(p3) })
    expect((await sharp(made.content).metadata()).depth).toBe('ushort')
    expect(distance(await pixelAt(made.content, 0.25, 0.25), await pixelAt(p3, 0.25, 0.25))).toBeLessThan(3)

    const back = await finishBytes(made.content, {
      profileOf: file(await quarters().withIccProfile('srgb').png().toBuffer()),
    })
    expect(distance(await pixelAt(back.content, 0.25, 0.25), colours.red)).toBeLessThan(3)
  })

  it('of a source without one means sRGB', async () => {
    const p3 = await quarters().withIccProfile('p3').png().toBuffer()
    const made = await finishBytes(p3, { profileOf: file(await quarters().png().toBuffer()) })
    expect(distance(await pixelAt(made.content, 0.25, 0.25), colours.red)).toBeLessThan(3)
  })

  it('of a source is the one a camera only marks', async () => {
    const marked = file(await quarters().jpeg(fine).toBuffer())
    await exiftool('-q', '-overwrite_original', '-InteropIndex=R03', '-EXIF:ColorSpace#=65535', marked)
    const made = await finishBytes(await quarters().png().toBuffer(), { profileOf: marked })
    expect(await profileOf(made.content)).toContain('Adobe RGB')
    // sRGB (200, 40, 40) in Adobe RGB.
    expect(distance(await pixelAt(made.content, 0.25, 0.25), [172, 45, 45])).toBeLessThan(5)
  })

  it('for other colours than RGB is not taken over', async () => {
    const cmyk = file(await quarters().toColourspace('cmyk').withIccProfile('cmyk').tiff().toBuffer())
    const bytes = await quarters().png().toBuffer()
    expect((await finishBytes(bytes, { profileOf: cmyk })).content.equals(bytes)).toBe(true)
  })

  it('of grey stays with grey where the format has grey, and is dropped with it where not', async () => {
    const grey = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#777777' } })
      .toColourspace('b-w')
      .png()
      .toBuffer()
    const asTiff = await finishBytes(grey, { format: 'tiff' })
    expect((await sharp(asTiff.content).metadata()).space).toBe('b-w')
    const asWebp = await finishBytes(grey, { format: 'webp' })
    expect(distance(await pixelAt(asWebp.content, 0.5, 0.5), [0x77, 0x77, 0x77])).toBeLessThan(3)
  })

  it('of CMYK becomes sRGB', async () => {
    const cmyk = await quarters().toColourspace('cmyk').withIccProfile('cmyk').jpeg(fine).toBuffer()
    const made = await finishBytes(cmyk, { format: 'png' })
    expect((await sharp(made.content).metadata()).space).toBe('srgb')
    expect(distance(await pixelAt(made.content, 0.25, 0.25), colours.red)).toBeLessThan(20)
  })
})

describe('a failure', () => {
  it('leaves nothing behind', async () => {
    const bytes = await gradient(400, 300).png().toBuffer()
    bytes.fill(0x55, bytes.length / 2, bytes.length / 2 + 40)
    const target = join(temporaryFolder(), 'finished')
    await expect(finishBytes(bytes, { target, format: 'jpeg' })).rejects.toMatchObject({ code: 'picture-unreadable' })
    expect(readdirSync(dirname(target))).toEqual([])
  })

  it('to find the source of the profile says so', async () => {
    const bytes = await quarters().png().toBuffer()
    const missing = join(temporaryFolder(), 'gone.jpg')
    await expect(finishBytes(bytes, { profileOf: missing })).rejects.toMatchObject({ code: 'file-missing' })
  })
})
