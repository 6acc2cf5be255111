import { pictureFormats, type PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { pictureLimits } from '../limits.ts'

interface Size {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** More than 8 bits a channel, or interlaced PNG. */
  readonly isWide: boolean
  readonly isAnimated: boolean
}

/** Throws `picture-too-large` above the limit for the format. It is called with what the header says, before decoding. */
export function assertSize(size: Size): void {
  const { width, height } = size
  const { limit, kind } = limitFor(size)
  const megapixels = (width * height) / 1_000_000
  if (megapixels > limit) {
    throw tooLarge(size, ` (${megapixels.toFixed(1)} megapixels); the limit for ${kind} is ${limit}`)
  }
  if (Math.max(width, height) > pictureLimits.side)
    throw tooLarge(size, `; the limit for a side is ${pictureLimits.side}`)
}

function limitFor({ format, isWide, isAnimated }: Size): { limit: number; kind: string } {
  const kind = pictureFormats[format].label
  if (format === 'avif' || format === 'heif') return { limit: pictureLimits.megapixelsHeif, kind }
  if (format === 'gif') return { limit: pictureLimits.megapixelsCanvas, kind }
  if (isAnimated && format === 'webp') return { limit: pictureLimits.megapixelsCanvas, kind: `animated ${kind}` }
  if (isWide) return { limit: pictureLimits.megapixelsWide, kind: `16-bit or interlaced ${kind}` }
  return { limit: pictureLimits.megapixels, kind }
}

function tooLarge({ width, height }: Size, why: string): AppError {
  return new AppError('picture-too-large', `The picture has ${width} × ${height} pixels${why}.`)
}
