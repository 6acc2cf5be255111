import { access } from 'node:fs/promises'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { PictureFile } from '../desk/desk.ts'
import type { Images } from '../images/images.ts'
import type { ContentHashes } from './content-hashes.ts'
import { createNewestFirst } from './newest-first.ts'
import type { PictureIds } from './picture-ids.ts'
import { createRecent } from './recent.ts'
import { resolvePicture, type FileStamp } from './resolve-picture.ts'

/** Pictures as files that are ready to be shown. */
export interface PictureFiles {
  /**
   * An upright picture of about `edge` pixels on its longest side, never enlarged. The newest request goes first; an
   * aborted one that waits is dropped as `cancelled`. Throws `invalid-request` for an unknown id, and `picture-*` or
   * `file-*` codes for what cannot be shown.
   */
  picture(id: string, request: { readonly edge: number; readonly signal: AbortSignal }): Promise<PictureFile>
}

interface Dependencies {
  readonly ids: Pick<PictureIds, 'find'>
  readonly images: Pick<Images, 'thumbnail'>
  readonly hashes: Pick<ContentHashes, 'hashOf' | 'hashAgain'>
  /** How many are made at a time: the number of picture processes. */
  readonly concurrency: number
}

/** Few, so that zooming makes few files; the last is the largest the picture process makes. */
const edges = [64, 128, 256, 512, 1024, 2048, 4096] as const
const largestEdge = 4096
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

interface PastFailure {
  readonly failure: AppError
  readonly untilMs: number
}

export function createPictureFiles({ ids, images, hashes, concurrency }: Dependencies): PictureFiles {
  const queue = createNewestFirst(concurrency)
  const made = createRecent<string>(rememberedFiles)
  const failures = createRecent<PastFailure>(rememberedFiles)
  return { picture }

  async function picture(id: string, { edge, signal }: { edge: number; signal: AbortSignal }): Promise<PictureFile> {
    const known = ids.find(id)
    if (known === null) throw new AppError('invalid-request', 'There is no such picture.')
    const size = edges.find((standard) => standard >= edge) ?? largestEdge
    const file = await resolvePicture(known.path, known.root)
    const key = `${size} ${file.bytes} ${file.modifiedMs} ${file.path}`
    const ready = await readyFile(key)
    const path = ready ?? (await queue.run(() => make({ file, size, key }), signal))
    return { path, mimeType: thumbnailType }
  }

  /** Spares a picture that was made before the queue of those that are not. */
  async function readyFile(key: string): Promise<string | null> {
    const past = failures.get(key)
    if (past !== undefined && performance.now() < past.untilMs) throw past.failure
    const path = made.get(key)
    return path !== undefined && (await isThere(path)) ? path : null
  }

  interface Making {
    readonly file: FileStamp
    readonly size: number
    readonly key: string
  }

  async function make({ file, size, key }: Making): Promise<string> {
    try {
      const path = await makeOf(file, size)
      made.set(key, path)
      return path
    } catch (thrown) {
      if (thrown instanceof AppError && lastingFailures.has(thrown.code)) {
        failures.set(key, { failure: thrown, untilMs: performance.now() + failureMs })
      }
      throw thrown
    }
  }

  async function makeOf(file: FileStamp, size: number): Promise<string> {
    try {
      return await images.thumbnail(file.path, await hashes.hashOf(file), size)
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'source-changed') throw thrown
      return images.thumbnail(file.path, await hashes.hashAgain(file), size)
    }
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
