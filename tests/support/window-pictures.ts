import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

/** A picture with a gradient of its own, so that no two are the same. */
export async function makePicture(path: string, seed: number): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const [width, height] = [96, 64]
  const pixels = Buffer.alloc(width * height * 3)
  for (let index = 0; index < width * height; index += 1) {
    pixels[index * 3] = (index % width) * 2
    pixels[index * 3 + 1] = Math.floor(index / width) * 3
    pixels[index * 3 + 2] = (seed * 37) % 256
  }
  await sharp(pixels, { raw: { width, height, channels: 3 } }).toFile(path)
  return path
}

/** Makes `count` pictures in a folder, and returns their paths. */
export async function makePictures(folder: string, count: number): Promise<readonly string[]> {
  const paths: string[] = []
  for (let index = 0; index < count; index += 1) {
    paths.push(await makePicture(join(folder, `photo-${String(index + 1).padStart(2, '0')}.jpg`), index))
  }
  return paths
}

/** Makes `count` pictures that look the same and are not the same file, which takes no time. */
export async function makeManyPictures(folder: string, count: number): Promise<void> {
  const bytes = readFileSync(await makePicture(join(folder, '0000.jpg'), 1))
  for (let index = 1; index < count; index += 1) {
    // Readers of JPEG stop at its end.
    writeFileSync(
      join(folder, `${String(index).padStart(4, '0')}.jpg`),
      Buffer.concat([bytes, Buffer.from(`${index}`)]),
    )
  }
}
