import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'

/** Writes small real photographs, no two with the same bytes, and the thumbnails of them. */
export interface PictureWriter {
  /** Returns what a record of the file says. */
  write(path: string, of: { readonly number: number; readonly isResult: boolean }): WrittenPicture
}

export interface WrittenPicture {
  readonly sha256: string
  readonly bytes: number
}

interface Base {
  readonly jpeg: Buffer
  readonly thumbnails: readonly { readonly edge: number; readonly webp: Buffer }[]
}

export const pictureSize = { width: 640, height: 480 }
const differentPictures = 24
const edges = [256, 512]
/** Behind it a segment of any kind may follow in a JPEG file. */
const startOfImage = 2

export async function createPictureWriter(thumbnailsFolder: string): Promise<PictureWriter> {
  const sources = await makeBases(0.6)
  const results = await makeBases(1.3)
  const made = new Set<string>()
  const put = (path: string, bytes: Buffer): void => {
    const folder = dirname(path)
    if (!made.has(folder)) mkdirSync(folder, { recursive: true })
    made.add(folder)
    writeFileSync(path, bytes)
  }
  return {
    write: (path, { number, isResult }) => {
      const base = (isResult ? results : sources)[number % differentPictures]
      if (base === undefined) throw new Error('There is no picture to write.')
      const bytes = withComment(base.jpeg, path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      put(path, bytes)
      for (const { edge, webp } of base.thumbnails)
        put(join(thumbnailsFolder, sha256.slice(0, 2), `${sha256}-${edge}.webp`), webp)
      return { sha256, bytes: bytes.length }
    },
  }
}

async function makeBases(brightness: number): Promise<Base[]> {
  const grain = { type: 'gaussian', mean: 128, sigma: 40 } as const
  const noise = await sharp({ create: { ...pictureSize, channels: 3, background: '#888', noise: grain } })
    .blur(6)
    .png()
    .toBuffer()
  const bases: Base[] = []
  for (let index = 0; index < differentPictures; index += 1) {
    const tint = { r: (index * 37) % 256, g: (index * 91) % 256, b: (index * 53) % 256 }
    const jpeg = await sharp(noise).tint(tint).modulate({ brightness }).jpeg({ quality: 80 }).toBuffer()
    const thumbnails = await Promise.all(
      edges.map(async (edge) => ({
        edge,
        webp: await sharp(jpeg).resize(edge, edge, { fit: 'inside' }).webp().toBuffer(),
      })),
    )
    bases.push({ jpeg, thumbnails })
  }
  return bases
}

/** The same picture with a comment in it, which makes it a file of its own. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from(text)
  const head = Buffer.from([0xff, 0xfe, 0, 0])
  head.writeUInt16BE(comment.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, startOfImage), head, comment, jpeg.subarray(startOfImage)])
}
