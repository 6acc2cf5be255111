import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { thumbnail } from '../../../../electron/images/worker/thumbnail.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { colours, corners, distance, gradient, heicFixture, pixelAt, quarters, writeFixture } from '../support.ts'

async function make(bytes: Buffer, edge: number, sha256 = createHash('sha256').update(bytes).digest('hex')) {
  const folder = temporaryFolder()
  const target = join(folder, 'cache', sha256.slice(0, 2), 'thumbnail.webp')
  await thumbnail({ source: writeFixture(join(folder, 'source'), bytes), sha256, sizes: [{ edge, target }] })
  expect(readdirSync(dirname(target))).toEqual(['thumbnail.webp'])
  return readFileSync(target)
}

describe('a thumbnail', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const)(
    'of a %s is a WebP of the size asked for',
    async (format) => {
      const made = await make(await gradient(600, 400).toFormat(format).toBuffer(), 128)
      expect(await sharp(made).metadata()).toMatchObject({ format: 'webp', width: 128, height: 85 })
    },
  )

  it('is upright, in sRGB, and never larger than its picture', async () => {
    const bytes = await quarters()
      .withMetadata({ orientation: 6 })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toBuffer()
    const made = await make(bytes, 512)
    expect(await sharp(made).metadata()).toMatchObject({ width: 64, height: 96, hasProfile: false })
    expect(await corners(made)).toEqual(['blue', 'red', 'yellow', 'green'])
    expect(distance(await pixelAt(made, 0.25, 0.25), colours.blue)).toBeLessThan(20)
  })

  it('of a HEIC is upright once', async () => {
    expect(await corners(await make(readFileSync(heicFixture), 256))).toEqual(['green', 'yellow', 'red', 'blue'])
  })

  it('keeps transparency', async () => {
    const made = await make(await quarters().ensureAlpha(0).png().toBuffer(), 64)
    expect((await sharp(made).metadata()).hasAlpha).toBe(true)
  })

  it('in several sizes is the same picture in each', async () => {
    const folder = temporaryFolder()
    const bytes = await quarters(900, 600).withMetadata({ orientation: 6 }).withIccProfile('p3').jpeg().toBuffer()
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const [large, small] = [join(folder, 'a/large.webp'), join(folder, 'b/small.webp')]
    const source = writeFixture(join(folder, 'source'), bytes)
    await thumbnail({
      source,
      sha256,
      sizes: [
        { edge: 300, target: large },
        { edge: 60, target: small },
      ],
    })
    expect(await sharp(readFileSync(large)).metadata()).toMatchObject({ format: 'webp', width: 200, height: 300 })
    expect(await sharp(readFileSync(small)).metadata()).toMatchObject({ format: 'webp', width: 40, height: 60 })
    for (const made of [large, small]) {
      expect(await corners(made)).toEqual(['blue', 'red', 'yellow', 'green'])
      expect(distance(await pixelAt(made, 0.25, 0.25), colours.blue)).toBeLessThan(20)
    }
  })

  it('is not made of another picture than the one it is named after', async () => {
    const bytes = await quarters().png().toBuffer()
    await expect(make(bytes, 64, 'f'.repeat(64))).rejects.toMatchObject({ code: 'source-changed' })
  })

  it('is not made of a damaged picture', async () => {
    const bytes = await gradient(600, 400).jpeg().toBuffer()
    await expect(make(bytes.subarray(0, bytes.length / 2), 64)).rejects.toMatchObject({ code: 'picture-unreadable' })
  })

  it('that cannot be stored says which folder', async () => {
    const folder = temporaryFolder()
    const bytes = await quarters().png().toBuffer()
    const cache = writeFixture(join(folder, 'cache'), Buffer.from('a file where the folder should be'))
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const task = {
      source: writeFixture(join(folder, 's'), bytes),
      sha256,
      sizes: [{ edge: 64, target: join(cache, 'ab', 't.webp') }] as const,
    }
    await expect(thumbnail(task)).rejects.toMatchObject({ code: 'output-unwritable' })
  })
})
