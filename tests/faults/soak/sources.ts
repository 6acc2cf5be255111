import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

const [width, height] = [16, 12]

/** Small pictures that all differ, up to a million of them: the number is in the colours of the two halves. */
export async function makeNumberedSources(
  folder: string,
  { from, count }: { readonly from: number; readonly count: number },
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (let number = from; number < from + count; number += 1) {
    const pixels = Buffer.alloc(width * height * 3)
    for (let pixel = 0; pixel < width * height; pixel += 1) {
      const level = pixel % width < width / 2 ? number % 1024 : Math.floor(number / 1024)
      pixels.set([(level % 32) * 8, Math.floor(level / 32) * 8, 90], pixel * 3)
    }
    await sharp(pixels, { raw: { width, height, channels: 3 } })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toFile(join(folder, `${number}.jpg`))
  }
}
