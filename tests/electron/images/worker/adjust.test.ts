import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { adjust } from '../../../../electron/images/worker/adjust.ts'
import { profileName } from '../../../../electron/images/worker/icc.ts'
import type { ParameterValues } from '../../../../shared/models/model.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import {
  colours,
  corners,
  deepGradient,
  distance,
  heicFixture,
  noise,
  pixelAt,
  quarters,
  tagsOf,
  plantCanary,
  writeFixture,
} from '../support.ts'

async function adjustBytes(bytes: Buffer, parameters: ParameterValues = {}) {
  const folder = temporaryFolder()
  const target = join(folder, 'adjusted')
  const made = await adjust({ source: writeFixture(join(folder, 'source'), bytes), target, parameters })
  return { ...made, content: readFileSync(target) }
}

async function adjustQuarters(parameters: ParameterValues) {
  return adjustBytes(await quarters().png().toBuffer(), parameters)
}

async function flatGrey(level: number, size = 16): Promise<Buffer> {
  const background = { r: level, g: level, b: level }
  return sharp({ create: { width: size, height: size, channels: 3, background } })
    .png()
    .toBuffer()
}

async function middle(bytes: Buffer): Promise<number[]> {
  return pixelAt(bytes, 0.5, 0.5)
}

/** How much light a number of sRGB stands for, from 0 to 1. */
function light(value = 0): number {
  return (value / 255) ** 2.2
}

function brightness([red = 0, green = 0, blue = 0]: number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** How colourful a pixel is. */
function spread(pixel: number[]): number {
  return Math.max(...pixel) - Math.min(...pixel)
}

async function contrastAtEdge(bytes: Buffer): Promise<number> {
  const [, left = 0] = await pixelAt(bytes, 0.48, 0.25)
  const [, right = 0] = await pixelAt(bytes, 0.52, 0.25)
  return right - left
}

describe('geometry', () => {
  it.each([
    [{ rotate: 90 }, ['blue', 'red', 'yellow', 'green'], [64, 96]],
    [{ rotate: -90 }, ['green', 'yellow', 'red', 'blue'], [64, 96]],
    [{ rotate: 180 }, ['yellow', 'blue', 'green', 'red'], [96, 64]],
    [{ flip: 'horizontal' }, ['green', 'red', 'yellow', 'blue'], [96, 64]],
    [{ flip: 'vertical' }, ['blue', 'yellow', 'red', 'green'], [96, 64]],
    [{ flip: 'both' }, ['yellow', 'blue', 'green', 'red'], [96, 64]],
    [{ rotate: 90, flip: 'horizontal' }, ['red', 'blue', 'green', 'yellow'], [64, 96]],
    [{ rotate: 90, flip: 'vertical' }, ['yellow', 'green', 'blue', 'red'], [64, 96]],
    [{ rotate: 90, flip: 'both', resize: 48 }, ['green', 'yellow', 'red', 'blue'], [32, 48]],
  ] as const)('%o rotates first and flips then', async (parameters, expected, [width, height]) => {
    const made = await adjustQuarters(parameters)
    expect(made).toMatchObject({ width, height })
    expect(await corners(made.content)).toEqual(expected)
  })

  it('loses nothing by quarter turns', async () => {
    const bytes = await noise(31, 17).png().toBuffer()
    const there = await adjustBytes(bytes, { rotate: 90 })
    const back = await adjustBytes(there.content, { rotate: -90 })
    expect(await sharp(back.content).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer())
  })

  it('fills the corners of other angles with nothing, white, or the background', async () => {
    const clear = await adjustQuarters({ rotate: 30 })
    expect((await pixelAt(clear.content, 0, 0))[3]).toBe(0)
    const white = await adjustQuarters({ rotate: 30, output_format: 'jpeg' })
    expect(distance(await pixelAt(white.content, 0, 0), [255, 255, 255])).toBeLessThan(3)
    const filled = await adjustQuarters({ rotate: -30, background: '#00ff00' })
    expect(await pixelAt(filled.content, 0, 0)).toEqual([0, 255, 0])
  })

  it('turns clockwise, also together with a mirror', async () => {
    const tilted = await adjustQuarters({ rotate: 30, background: '#000000' })
    // Turned clockwise, the red corner moves up and to the right; the lower left one, blue, to the left edge.
    expect(distance(await pixelAt(tilted.content, 0.12, 0.6), colours.blue)).toBeLessThan(30)
    const mirrored = await adjustQuarters({ rotate: 30, flip: 'horizontal', background: '#000000' })
    expect(distance(await pixelAt(mirrored.content, 0.88, 0.6), colours.blue)).toBeLessThan(30)
  })

  it('makes the longest side as long as asked, larger only when told', async () => {
    expect(await adjustQuarters({ resize: 48 })).toMatchObject({ width: 48, height: 32 })
    expect(await adjustQuarters({ resize: 192 })).toMatchObject({ width: 96, height: 64 })
    expect(await adjustQuarters({ resize: 192, enlarge: true })).toMatchObject({ width: 192, height: 128 })
  })

  it('begins with an upright picture', async () => {
    const bytes = await quarters().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toBuffer()
    expect(await corners((await adjustBytes(bytes)).content)).toEqual(['blue', 'red', 'yellow', 'green'])
    expect(await corners((await adjustBytes(bytes, { rotate: -90 })).content)).toEqual([
      'red',
      'green',
      'blue',
      'yellow',
    ])
  })
})

describe('tone', () => {
  it('one stop doubles the light and its opposite halves it', async () => {
    for (const stops of [1, -1, 0.5]) {
      const [value] = await middle((await adjustBytes(await flatGrey(90), { exposure: stops })).content)
      expect(light(value) / light(90)).toBeCloseTo(2 ** stops, 1)
    }
  })

  it('warm raises red and lowers blue at about the same brightness', async () => {
    const warm = await middle((await adjustBytes(await flatGrey(120), { temperature: 50 })).content)
    expect(warm[0]).toBeGreaterThan(125)
    expect(warm[2]).toBeLessThan(115)
    expect(Math.abs(brightness(warm) - 120)).toBeLessThan(2)
    const cold = await middle((await adjustBytes(await flatGrey(120), { temperature: -50 })).content)
    expect(cold[2]).toBeGreaterThan(cold[0]!)
  })

  it('contrast spreads around middle grey', async () => {
    expect((await middle((await adjustBytes(await flatGrey(64), { contrast: 50 })).content))[0]).toBe(32)
    expect((await middle((await adjustBytes(await flatGrey(192), { contrast: 50 })).content))[0]).toBe(224)
    expect((await middle((await adjustBytes(await flatGrey(10), { contrast: -100 })).content))[0]).toBeCloseTo(
      127.5,
      -1,
    )
  })

  it('saturation and grayscale', async () => {
    const before = spread([...colours.blue])
    expect(spread(await pixelAt((await adjustQuarters({ saturation: -50 })).content, 0.25, 0.75))).toBeLessThan(before)
    const red = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#a08078' } })
      .png()
      .toBuffer()
    expect(spread(await middle((await adjustBytes(red, { saturation: 80 })).content))).toBeGreaterThan(45)
    for (const parameters of [{ saturation: -100 }, { grayscale: true }, { grayscale: true, saturation: 100 }]) {
      expect(spread(await pixelAt((await adjustQuarters(parameters)).content, 0.25, 0.75))).toBeLessThan(3)
    }
  })

  it('exposure clips before contrast and colour follow, as the order says', async () => {
    const one = await adjustQuarters({ exposure: 1, contrast: 20, saturation: 40 })
    const first = await adjustQuarters({ exposure: 1, contrast: 20 })
    const second = await adjustBytes(first.content, { saturation: 40 })
    expect(distance(await pixelAt(one.content, 0.75, 0.75), await pixelAt(second.content, 0.75, 0.75))).toBeLessThan(2)
  })
})

describe('detail', () => {
  it('blur softens an edge, sharpen hardens it, and very little blur is none', async () => {
    const bytes = await quarters(200, 100).blur(2).png().toBuffer()
    const before = await contrastAtEdge(bytes)
    expect(await contrastAtEdge((await adjustBytes(bytes, { blur: 6 })).content)).toBeLessThan(before - 10)
    expect(await contrastAtEdge((await adjustBytes(bytes, { sharpen: 3 })).content)).toBeGreaterThan(before + 3)
    const untouched = await adjustBytes(bytes, { blur: 0.2 })
    expect(await sharp(untouched.content).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer())
  })

  it('follows tone, as the order says', async () => {
    const parameters = { exposure: 2, blur: 8 }
    const one = await adjustQuarters(parameters)
    const first = await adjustQuarters({ exposure: 2 })
    const second = await adjustBytes(first.content, { blur: 8 })
    expect(distance(await pixelAt(one.content, 0.5, 0.4), await pixelAt(second.content, 0.5, 0.4))).toBeLessThan(2)
  })
})

describe('the file', () => {
  it('is valid without any parameter', async () => {
    for (const format of ['jpeg', 'png', 'webp', 'tiff', 'avif'] as const) {
      const made = await adjustBytes(await quarters().toFormat(format).toBuffer())
      expect(made).toMatchObject({ mimeType: `image/${format}`, width: 96, height: 64 })
      expect(await corners(made.content)).toEqual(['red', 'green', 'blue', 'yellow'])
    }
  })

  it('of a HEIC or GIF is JPEG, and PNG where it has alpha', async () => {
    expect(await adjustBytes(readFileSync(heicFixture))).toMatchObject({
      mimeType: 'image/jpeg',
      width: 64,
      height: 96,
    })
    const gif = await quarters().ensureAlpha(0).gif().toBuffer()
    expect(await adjustBytes(gif)).toMatchObject({ mimeType: 'image/png' })
  })

  it('has the format and quality asked for', async () => {
    const low = await adjustQuarters({ output_format: 'jpeg', quality: 10 })
    const high = await adjustQuarters({ output_format: 'jpeg', quality: 100 })
    expect(low.mimeType).toBe('image/jpeg')
    expect(low.bytes).toBeLessThan(high.bytes)
  })

  it('keeps its profile through every step, and carries nothing private', async () => {
    const source = writeFixture(
      join(temporaryFolder(), 'p.jpg'),
      await quarters().withIccProfile('p3').jpeg().toBuffer(),
    )
    await plantCanary(source)
    const geometry = { rotate: 10, flip: 'both', resize: 90, exposure: 0.2, temperature: 5, contrast: 5, saturation: 5 }
    const everything = { ...geometry, blur: 0.5, sharpen: 1, background: '#ffffff' }
    const made = await adjustBytes(readFileSync(source), everything)
    expect(profileName((await sharp(made.content).metadata()).icc!)).toBe('sP3C')
    const groups = Object.keys(await tagsOf(made.path)).map((name) => name.split(':')[0]!)
    expect(groups.filter((group) => /GPS|IFD|XMP|IPTC/.test(group))).toEqual([])
  })

  it('keeps 16 bits in TIFF and PNG through every step', async () => {
    const bytes = await deepGradient(64, 32).tiff({ compression: 'none' }).toBuffer()
    const steps = { exposure: 0.1, saturation: 10, blur: 1, sharpen: 0.5 }
    for (const [output_format, depth] of [
      ['tiff', 'ushort'],
      ['png', 'ushort'],
      ['jpeg', 'uchar'],
    ] as const) {
      const made = await adjustBytes(bytes, { ...steps, output_format })
      expect((await sharp(made.content).metadata()).depth).toBe(depth)
    }
    const { data } = await sharp((await adjustBytes(bytes, { exposure: 0.1 })).content)
      .toColourspace('rgb16')
      .raw({ depth: 'ushort' })
      .toBuffer({ resolveWithObject: true })
    const values = new Set(new Uint16Array(data.buffer, data.byteOffset, 64 * 3).filter((_, index) => index % 3 === 0))
    expect(values.size).toBeGreaterThan(50)
  })

  it('keeps grey as grey until colour is asked for', async () => {
    const grey = await sharp(await flatGrey(100))
      .toColourspace('b-w')
      .png()
      .toBuffer()
    const same = await adjustBytes(grey, { exposure: 1, saturation: 50 })
    expect((await sharp(same.content).metadata()).space).toBe('b-w')
    const warm = await middle((await adjustBytes(grey, { temperature: 80 })).content)
    expect(warm[0]).toBeGreaterThan(warm[2]!)
  })

  it('has its transparency laid on the background last', async () => {
    const half = await quarters().ensureAlpha(0).png().toBuffer()
    const made = await adjustBytes(half, { background: '#204060', exposure: 2, sharpen: 2 })
    expect(await pixelAt(made.content, 0.25, 0.25)).toEqual([0x20, 0x40, 0x60])
    const kept = await adjustBytes(half, { exposure: 2, saturation: 20, blur: 2 })
    expect((await pixelAt(kept.content, 0.25, 0.25))[3]).toBe(0)
  })

  it('of CMYK is sRGB', async () => {
    const cmyk = await quarters().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }).toBuffer()
    const made = await adjustBytes(cmyk, { exposure: 0.01, saturation: 1 })
    expect((await sharp(made.content).metadata()).space).toBe('srgb')
    expect(distance(await pixelAt(made.content, 0.25, 0.25), colours.red)).toBeLessThan(20)
  })
})

describe('a parameter', () => {
  it.each([
    [{ rotate: 181 }, '“rotate” must be a whole number from -180 to 180.'],
    [{ rotate: 1.5 }, '“rotate” must be a whole number from -180 to 180.'],
    [{ flip: 'up' }, '“flip” must be one of none, horizontal, vertical, both.'],
    [{ exposure: '1' }, '“exposure” must be a number from -3 to 3.'],
    [{ blur: NaN }, '“blur” must be a number from 0 to 100.'],
    [{ grayscale: 1 }, '“grayscale” must be true or false.'],
    [{ background: 'red' }, '“background” must be a colour such as #ffffff.'],
    [{ output_format: 'gif' }, '“output_format” must be one of same, jpeg, png, webp, avif, tiff.'],
    [{ brightness: 1 }, '“brightness” is not a parameter of local/adjust.'],
  ])('%o is refused by name', async (parameters, message) => {
    await expect(adjustQuarters(parameters)).rejects.toMatchObject({ code: 'invalid-request', message })
  })
})
