import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { PictureFile } from '../desk/desk.ts'
import type { Images } from '../images/images.ts'
import { isThere, thumbnailEdges } from '../images/thumbnail-files.ts'
import type { ContentHashes } from './content-hashes.ts'
import type { KeptThumbnails } from './kept-thumbnails.ts'
import { createNewestFirst } from './newest-first.ts'
import type { KnownPicture, PictureIds } from './picture-ids.ts'
import { createRecent } from './recent.ts'
import { resolvePicture, type FileStamp } from './resolve-picture.ts'

/** Pictures as files that are ready to be shown. */
export interface PictureFiles {
  /**
   * An upright picture of about `edge` pixels on its longest side, never enlarged. The newest request goes first; an
   * aborted one that waits is dropped as `cancelled`. Where the file is gone or holds something else than the picture is
   * about, the thumbnail that is kept is shown, and said to be one. Throws `invalid-request` for an unknown id, and
   * `picture-*`, `file-*` or `source-changed` for what cannot be shown.
   */
  picture(id: string, request: { readonly edge: number; readonly signal: AbortSignal }): Promise<PictureFile>
}

interface Dependencies {
  readonly ids: Pick<PictureIds, 'find'>
  readonly images: Pick<Images, 'thumbnail'>
  readonly hashes: Pick<ContentHashes, 'hashOf' | 'hashAgain'>
  readonly kept: KeptThumbnails
  /** How many are made at a time: the number of picture processes. */
  readonly concurrency: number
}

const largestEdge = Math.max(...thumbnailEdges)
const thumbnailType = 'image/webp'
const rememberedFiles = 20_000
/** A picture that takes ten seconds to fail must not do so each time it scrolls by. */
const failureMs = 60_000
const lastingFailures: ReadonlySet<ErrorCode> = new Set([
  'picture-unreadable',
  'picture-refused',
  'picture-too-large',
  'picture-timeout',
])

/** The file cannot be had, or is not the picture any more. */
const goneCodes: ReadonlySet<ErrorCode> = new Set(['file-missing', 'file-unreadable', 'source-changed'])

interface PastFailure {
  readonly failure: AppError
  readonly untilMs: number
}

export function createPictureFiles({ ids, images, hashes, kept, concurrency }: Dependencies): PictureFiles {
  const queue = createNewestFirst(concurrency)
  const made = createRecent<string>(rememberedFiles)
  const failures = createRecent<PastFailure>(rememberedFiles)
  return { picture }

  async function picture(id: string, { edge, signal }: { edge: number; signal: AbortSignal }): Promise<PictureFile> {
    const known = ids.find(id)
    if (known === null) throw new AppError('invalid-request', 'There is no such picture.')
    const size = thumbnailEdges.find((standard) => standard >= edge) ?? largestEdge
    try {
      return { path: await pathOf(known, size, signal), mimeType: thumbnailType }
    } catch (thrown) {
      if (!(thrown instanceof AppError) || !goneCodes.has(thrown.code)) throw thrown
      const path = await kept.find(known, size)
      if (path === null) throw thrown
      return { path, mimeType: thumbnailType, isKept: true }
    }
  }

  async function pathOf({ path, root, sha256 }: KnownPicture, size: number, signal: AbortSignal): Promise<string> {
    const file = await resolvePicture(path, root)
    const key = `${size} ${file.bytes} ${file.modifiedMs} ${sha256 ?? 'any'} ${file.path}`
    return (await readyFile(key)) ?? queue.run(() => make({ file, size, key, sha256 }), signal)
  }

  /** Spares a picture that was made before the queue of those that are not. */
  async function readyFile(key: string): Promise<string | null> {
    const past = failures.get(key)
    if (past !== undefined && performance.now() < past.untilMs) throw past.failure
    const path = made.get(key)
    return path !== undefined && (await isThere(path)) ? path : null
  }

  interface Making extends Wanted {
    readonly file: FileStamp
    readonly key: string
  }

  async function make({ file, size, key, sha256 }: Making): Promise<string> {
    try {
      const path = await thumbnailOf({ images, hashes }, file, { size, sha256 })
      made.set(key, path)
      return path
    } catch (thrown) {
      if (thrown instanceof AppError && lastingFailures.has(thrown.code)) {
        failures.set(key, { failure: thrown, untilMs: performance.now() + failureMs })
      }
      throw thrown
    }
  }
}

interface Wanted {
  readonly size: number
  /** What the file has to hold; null where it may be anything. */
  readonly sha256: string | null
}

async function thumbnailOf(
  { images, hashes }: Pick<Dependencies, 'images' | 'hashes'>,
  file: FileStamp,
  { size, sha256 }: Wanted,
): Promise<string> {
  const remembered = refuseOther(await hashes.hashOf(file), sha256)
  try {
    return await images.thumbnail(file.path, remembered, size)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'source-changed') throw thrown
    return images.thumbnail(file.path, refuseOther(await hashes.hashAgain(file), sha256), size)
  }
}

function refuseOther(found: string, wanted: string | null): string {
  if (wanted === null || found === wanted) return found
  throw new AppError('source-changed', 'The file holds another picture now.')
}
