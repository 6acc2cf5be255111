import { pictureFormats, type PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { pictureLimits } from '../limits.ts'

interface Size {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** More than 8 bits a channel, or interlaced PNG. */
  readonly isWide: boolean
}

/** Throws `picture-too-large` above the limit for the format. It is called with what the header says, before decoding. */
export function assertSize({ format, width, height, isWide }: Size): void {
  const isHeif = format === 'avif' || format === 'heif'
  const wideLimit = isWide ? pictureLimits.megapixelsWide : pictureLimits.megapixels
  const limit = isHeif ? pictureLimits.megapixelsHeif : wideLimit
  const megapixels = (width * height) / 1_000_000
  if (megapixels <= limit) return
  const kind = `${isWide && !isHeif ? '16-bit or interlaced ' : ''}${pictureFormats[format].label}`
  throw new AppError(
    'picture-too-large',
    `The picture has ${width} × ${height} pixels (${megapixels.toFixed(1)} megapixels); the limit for ${kind} is ${limit}.`,
  )
}
