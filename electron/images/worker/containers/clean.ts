import type { PictureFormat } from '../../../../shared/domain/picture.ts'
import { cleanJpeg } from './jpeg-segments.ts'
import { cleanPng } from './png-chunks.ts'
import { cleanWebp } from './webp-chunks.ts'

type CleanableFormat = 'jpeg' | 'png' | 'webp'

/** The containers whose private parts can be cut out without touching a pixel. */
export function isCleanable(format: PictureFormat): format is CleanableFormat {
  return format === 'jpeg' || format === 'png' || format === 'webp'
}

interface Encoded {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
}

/** The picture without private metadata and with `exif`, in parts to be written one after the other; null where it cannot be done. */
export function cleaned(format: PictureFormat, { bytes, ...size }: Encoded, exif: Buffer | null): Buffer[] | null {
  switch (format) {
    case 'jpeg':
      return cleanJpeg(bytes, exif)
    case 'png':
      return cleanPng(bytes, exif)
    case 'webp':
      return cleanWebp(bytes, exif, size)
    case 'avif':
    case 'heif':
    case 'tiff':
    case 'gif':
      return null
  }
}
