import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { OutputInfo, Sharp } from 'sharp'
import { pictureFormats, type PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { outputFailure, writingTo } from '../../library/output-failure.ts'
import type { WrittenPicture } from '../images.ts'
import { renderFailure } from './damaged.ts'

interface Shape {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
}

/** Writes finished bytes to a new file. */
export async function writeBytes(target: string, parts: readonly Buffer[], shape: Shape): Promise<WrittenPicture> {
  const digest = createHash('sha256')
  await creating(target, async () => {
    const handle = await open(target, 'r+')
    try {
      for (const part of parts) {
        digest.update(part)
        await handle.writeFile(part)
      }
    } finally {
      await handle.close()
    }
  })
  const bytes = parts.reduce((sum, part) => sum + part.length, 0)
  return written(target, shape, { bytes, sha256: digest.digest('hex') })
}

interface Rendering {
  readonly format: PictureFormat
  /** The format of the source, for the sentence when it turns out damaged. */
  readonly from: PictureFormat
}

/** Runs a pipeline into a new file. It goes to disk as it is made, so that a large result is never in memory whole. */
export async function writePipeline(
  target: string,
  pipeline: Sharp,
  { format, from }: Rendering,
): Promise<WrittenPicture> {
  let info: OutputInfo | undefined
  await creating(target, async () => {
    info = await pipeline.toFile(target).catch((thrown: unknown) => {
      throw writeFailure(thrown, target) ?? renderFailure(from, thrown)
    })
  })
  const { width = 0, height = 0 } = info ?? {}
  return written(target, { format, width, height }, await digestOf(target))
}

/** Leaves no half-written file behind. A file that was there before is neither replaced nor removed. */
async function creating(target: string, work: () => Promise<void>): Promise<void> {
  const folder = dirname(target)
  await writingTo(folder, async () => (await open(target, 'wx')).close())
  try {
    await work()
  } catch (thrown) {
    await rm(target, { force: true })
    throw outputFailure(thrown, folder)
  }
}

/** Decoding and writing fail in the same call; the library's words for a failed write are its only sign. */
function writeFailure(thrown: unknown, target: string): AppError | null {
  const words = thrown instanceof Error ? thrown.message : ''
  const folder = dirname(target)
  if (/no space left|disk quota|not enough space/i.test(words)) {
    return new AppError('disk-full', `The drive of the folder ${folder} is full.`, { cause: thrown })
  }
  // “unable to write to target” stands below a picture that could not be decoded, too.
  if (/: write error\n|unable to open for write/i.test(words)) {
    return new AppError('output-unwritable', `The folder ${folder} cannot be written.`, { cause: thrown })
  }
  return null
}

async function digestOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const digest = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
    digest.update(chunk)
    bytes += chunk.length
  }
  return { bytes, sha256: digest.digest('hex') }
}

function written(
  path: string,
  { format, width, height }: Shape,
  { bytes, sha256 }: { bytes: number; sha256: string },
): WrittenPicture {
  return { path, mimeType: pictureFormats[format].mimeType, width, height, bytes, sha256 }
}
