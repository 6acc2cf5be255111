import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { compare } from '../../../../electron/images/worker/compare.ts'
import { thumbnail } from '../../../../electron/images/worker/thumbnail.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const size = { width: 900, height: 600 }
/** Numbers from 0 to 1 that are the same each time. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** A photograph of a kind: sky above land, with shapes of many colours and with grain. */
function landscape(seed: number): Sharp {
  const { width, height } = size
  const next = randomFrom(seed * 7919)
  const colour = (): number[] => [next() * 255, next() * 255, next() * 255]
  const [sky, land] = [colour(), colour()]
  const shapes = Array.from({ length: 20 }, () => ({
    x: next() * width,
    y: (0.4 + next() * 0.6) * height,
    radius: 10 + next() * 60,
    fill: colour(),
  }))
  const pixels = Buffer.alloc(width * height * 3)
  for (let index = 0; index < width * height; index += 1) {
    const [x, y] = [index % width, Math.floor(index / width)]
    const shape = shapes.find((one) => Math.hypot(one.x - x, one.y - y) < one.radius)
    const fill = shape?.fill ?? (y < height * 0.4 ? sky : land)
    const grain = (next() - 0.5) * 30
    pixels.set(
      fill.map((value) => Math.min(255, Math.max(0, value + grain))),
      index * 3,
    )
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } })
}

function photograph(seed: number): Promise<Buffer> {
  return landscape(seed).png({ compressionLevel: 1 }).toBuffer()
}

/** What the picture process says of the thumbnails of two pictures. */
async function changeBetween(source: Buffer, result: Buffer): Promise<number> {
  const folder = temporaryFolder()
  const [one = '', other = ''] = await Promise.all(
    [source, result].map(async (bytes, index) => {
      const [path, target] = [join(folder, `${index}`), join(folder, `${index}.webp`)]
      writeFileSync(path, bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await thumbnail({ source: path, sha256, sizes: [{ edge: 1024, target }] })
      return target
    }),
  )
  return (await compare({ source: one, result: other })).changed
}

describe('the share of a picture that changed', () => {
  it('is nothing where it was only compressed again, however badly', async () => {
    const source = await photograph(1)
    for (const quality of [95, 75, 40]) {
      const result = await sharp(source).jpeg({ quality }).toBuffer()
      expect(await changeBetween(source, result)).toBeLessThan(0.01)
    }
    expect(await changeBetween(source, await sharp(source).webp({ quality: 60 }).toBuffer())).toBeLessThan(0.01)
    expect(await changeBetween(source, source)).toBe(0)
    const black = await sharp({ create: { ...size, channels: 3, background: '#000' } })
      .png()
      .toBuffer()
    expect(await changeBetween(black, await sharp(black).jpeg({ quality: 40 }).toBuffer())).toBe(0)
  })

  it('is nothing where it came back in another size, by a few pixels or by half', async () => {
    const source = await photograph(2)
    for (const width of [899, 912, 500]) {
      const height = Math.round((width * 2) / 3 / 16) * 16
      const result = await sharp(source).resize(width, height, { fit: 'fill' }).jpeg({ quality: 85 }).toBuffer()
      expect(await changeBetween(source, result)).toBeLessThan(0.01)
    }
  })

  it('is nothing where it moved by a hair', async () => {
    const source = await photograph(3)
    const result = await sharp(source).extract({ left: 2, top: 2, width: 896, height: 596 }).png().toBuffer()
    expect(await changeBetween(source, result)).toBeLessThan(0.02)
  })

  it.each([
    ['a sky that was replaced', { left: 0, top: 0, width: 900, height: 240 }, 0.4],
    ['a half', { left: 450, top: 0, width: 450, height: 600 }, 0.5],
    ['a thing that was put in', { left: 300, top: 400, width: 90, height: 60 }, 0.01],
  ])('is about the area of %s', async (_, { left, top, width, height }, area) => {
    const source = await photograph(4)
    const patch = await sharp({ create: { width, height, channels: 3, background: '#d2691e' } })
      .png()
      .toBuffer()
    const result = await sharp(source)
      .composite([{ input: patch, left, top }])
      .jpeg({ quality: 85 })
      .toBuffer()
    const changed = await changeBetween(source, result)
    expect(changed).toBeGreaterThan(area * 0.85)
    expect(changed).toBeLessThan(area * 1.15 + 0.01)
  })

  it('is all of it where it is another picture', async () => {
    const source = await photograph(5)
    const result = await photograph(99)
    expect(await changeBetween(source, result)).toBeGreaterThan(0.8)
  })

  it('is most of it where the light of all of it changed', async () => {
    const source = await photograph(6)
    const warm = await sharp(source).linear([1.2, 1, 0.75], [0, 0, 0]).jpeg({ quality: 90 }).toBuffer()
    expect(await changeBetween(source, warm)).toBeGreaterThan(0.8)
  })

  it('counts what became clear, whatever colour lies under it', async () => {
    const source = await photograph(7)
    const { data, info } = await sharp(source).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
    for (let at = 3; at < data.length / 2; at += 4) data[at] = 0
    const result = await sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } })
      .png()
      .toBuffer()
    expect(await changeBetween(source, result)).toBeCloseTo(0.5, 1)
    const white = await sharp({ create: { ...size, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    const clear = await sharp({ create: { ...size, channels: 4, background: '#ffffff00' } })
      .png()
      .toBuffer()
    expect(await changeBetween(white, clear)).toBe(1)
  })

  it('finds the part that is left where a result was cut to other proportions', async () => {
    const source = await photograph(8)
    const square = await sharp(source).extract({ left: 150, top: 0, width: 600, height: 600 }).jpeg().toBuffer()
    const changed = await changeBetween(source, square)
    expect(changed).toBeGreaterThan(0.2)
    expect(changed).toBeLessThan(0.37)
    const wider = await sharp(source).extend({ left: 225, right: 225, background: '#808080' }).jpeg().toBuffer()
    expect(await changeBetween(source, wider)).toBeLessThan(0.02)
    const squeezed = await sharp(source).resize(600, 600, { fit: 'fill' }).jpeg().toBuffer()
    expect(await changeBetween(source, squeezed)).toBeLessThan(0.02)
  })

  it('of a picture one pixel high is a number all the same', async () => {
    const line = await sharp({ create: { width: 3000, height: 1, channels: 3, background: '#123456' } })
      .png()
      .toBuffer()
    expect(await changeBetween(line, line)).toBe(0)
  })

  it('is not made up where a thumbnail is gone or damaged', async () => {
    const folder = temporaryFolder()
    const good = join(folder, 'good.webp')
    await landscape(9).resize(200).webp().toFile(good)
    await expect(compare({ source: good, result: join(folder, 'none') })).rejects.toMatchObject({
      code: 'file-missing',
    })
    const cut = join(folder, 'cut.webp')
    writeFileSync(cut, readFileSync(good).subarray(0, 300))
    await expect(compare({ source: good, result: cut })).rejects.toMatchObject({ code: 'picture-unreadable' })
  })
})
