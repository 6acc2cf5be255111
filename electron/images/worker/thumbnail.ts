import { hash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Sharp } from 'sharp'
import { AppError } from '../../../shared/errors.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { ThumbnailTask } from '../protocol.ts'
import { toSrgb } from './colour.ts'
import { renderFailure } from './damaged.ts'
import { decode } from './decoder.ts'
import { openPicture, type Picture } from './picture.ts'

/** Makes WebP thumbnails in sRGB, upright, never enlarged. JPEGs are decoded at the smallest size that is enough. */
export async function thumbnail({ source, sha256, sizes }: ThumbnailTask): Promise<null> {
  const [largest, ...others] = sizes
  const picture = await openPicture(source)
  const rendering = render(picture, largest.edge)
  // Hashed on this thread while another one decodes.
  const actual = hash('sha256', picture.bytes)
  const bytes = await rendering
  if (actual !== sha256) throw new AppError('source-changed', 'The file was changed since it was added.')
  for (const { edge, target } of others) await replace(target, await encode(shrunk(decode(bytes), edge)))
  await replace(largest.target, bytes)
  return null
}

async function render(picture: Picture, edge: number): Promise<Buffer> {
  const colour = toSrgb(picture)
  const pipeline = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc })
  try {
    return await encode(colour.apply(shrunk(pipeline, edge)))
  } catch (thrown) {
    throw renderFailure(picture.format, thrown)
  }
}

function shrunk(pipeline: Sharp, edge: number): Sharp {
  return pipeline.resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
}

function encode(pipeline: Sharp): Promise<Buffer> {
  return pipeline.webp({ quality: 80, effort: 2 }).toBuffer()
}

/** Whoever reads the cache finds a whole thumbnail or none. */
async function replace(target: string, bytes: Buffer): Promise<void> {
  const folder = dirname(target)
  const temporary = `${target}.${randomUUID()}.part`
  await writingTo(folder, async () => {
    await mkdir(folder, { recursive: true })
    try {
      await writeFile(temporary, bytes, { flag: 'wx' })
      await rename(temporary, target)
    } finally {
      await rm(temporary, { force: true })
    }
  })
}
