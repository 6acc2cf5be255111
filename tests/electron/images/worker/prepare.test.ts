import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { prepare } from '../../../../electron/images/worker/prepare.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { clearHeicFixture, corners, distance, gradient, noise, pixelAt, quarters, writeFixture } from '../support.ts'
import { prepareBytes, prepareFile, rule } from './prepare-support.ts'

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

  it('of a HEIC with alpha is PNG, of any size', async () => {
    const made = await prepareFile(clearHeicFixture)
    expect(made).toMatchObject({ mimeType: 'image/png', width: 65, height: 33 })
    expect(distance(await pixelAt(made.content, 0.5, 0.5), [200, 40, 40, 128])).toBeLessThan(2)
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
