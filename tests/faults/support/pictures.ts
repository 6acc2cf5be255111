import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

/** Small pictures that all differ, named by their number. */
export async function makeSources(folder: string, count: number): Promise<string> {
  mkdirSync(folder, { recursive: true })
  for (let index = 0; index < count; index += 1) {
    const background = { r: index % 256, g: (index * 7 + 31) % 256, b: (Math.floor(index / 256) * 40 + 90) % 256 }
    await sharp({ create: { width: 16, height: 12, channels: 3, background } })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toFile(join(folder, `${index}.jpg`))
  }
  return folder
}

/** Every pixel of a picture; throws where it cannot be decoded whole. */
export async function pixelsOf(path: string): Promise<string> {
  const { data, info } = await sharp(path, { failOn: 'warning' })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return `${info.width}x${info.height} ${data.toString('base64')}`
}

/** One picture of noise that needs many pages of a disk. */
export async function makeLargeSource(folder: string): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  await sharp({ create: { width: 160, height: 160, channels: 3, background: 'gray', noise } })
    .jpeg({ quality: 90 })
    .toFile(join(folder, '0.jpg'))
  return folder
}
