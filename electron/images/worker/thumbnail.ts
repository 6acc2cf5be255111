import { hash, randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { ThumbnailTask } from '../protocol.ts'
import { toSrgb } from './colour.ts'
import { renderFailure } from './damaged.ts'
import { decode } from './decoder.ts'
import { openPicture, type Picture } from './picture.ts'

/** Makes a WebP thumbnail in sRGB, upright, never enlarged. JPEGs are decoded at the smallest size that is enough. */
export async function thumbnail({ source, sha256, edge, target }: ThumbnailTask): Promise<null> {
  const picture = await openPicture(source)
  const rendering = render(picture, edge)
  // Hashed on this thread while another one decodes.
  const actual = hash('sha256', picture.bytes)
  const bytes = await rendering
  if (actual !== sha256) throw new AppError('source-changed', 'The file was changed since it was added.')
  await replace(target, bytes)
  return null
}

async function render(picture: Picture, edge: number): Promise<Buffer> {
  const colour = toSrgb(picture)
  const pipeline = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc }).resize(edge, edge, {
    fit: 'inside',
    withoutEnlargement: true,
  })
  try {
    return await colour.apply(pipeline).webp({ quality: 80, effort: 2 }).toBuffer()
  } catch (thrown) {
    throw renderFailure(picture.format, thrown)
  }
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
