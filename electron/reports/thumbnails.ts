import { readFile } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import type { Images } from '../images/images.ts'
import { findThumbnail } from '../images/thumbnail-files.ts'
import { systemCode } from '../library/file-system.ts'

/** A small picture as a data URI; null where there is none to show. */
export type Thumbnail = (path: string, sha256: string) => Promise<string | null>

export interface ThumbnailSources {
  readonly images: Pick<Images, 'thumbnail'>
  /** Where thumbnails are kept of pictures whose files may be gone. */
  readonly thumbnailsFolder: string
}

/** A sheet of few pictures can be looked at closely; one of many has to be opened at all. */
const few = { pictures: 200, edge: 512 } as const
/** Kept of every picture of history, so that nothing has to be decoded for it. */
const usualEdge = 256

/** How large the pictures of a sheet are, so that 200 of them can be mailed and 4,000 opened. */
export function edgeFor(pictures: number): number {
  return pictures <= few.pictures ? few.edge : usualEdge
}

/** A report without one of its pictures is still a report: they may have been moved, changed or deleted since. */
export function createThumbnails({ images, thumbnailsFolder }: ThumbnailSources, edge: number): Thumbnail {
  return async (path, sha256) => {
    if (sha256 === '') return null
    try {
      return await dataUri(await images.thumbnail(path, sha256, edge))
    } catch (thrown) {
      if (!isAboutPicture(thrown)) throw thrown
    }
    const kept = await findThumbnail(thumbnailsFolder, sha256, edge)
    return kept === null ? null : dataUri(kept)
  }
}

function isAboutPicture(thrown: unknown): boolean {
  return thrown instanceof AppError ? thrown.code !== 'cancelled' : systemCode(thrown) !== null
}

async function dataUri(path: string): Promise<string> {
  const bytes = await readFile(path)
  const type = bytes.subarray(0, 4).toString('latin1') === 'RIFF' ? 'webp' : 'jpeg'
  return `data:image/${type};base64,${bytes.toString('base64')}`
}
