import type { Sharp } from 'sharp'
import type { WritableFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { pictureLimits } from '../limits.ts'

export interface Encoding {
  readonly format: WritableFormat
  /** 1–100 on JPEG's scale. PNG and TIFF lose nothing and do not use it. */
  readonly quality: number
}

/** From here on colour is kept at full resolution. */
const fineQuality = 90
/** AVIF reaches the same look at about this share of JPEG's number. */
const avifScale = 0.8

interface Size {
  readonly width: number
  readonly height: number
}

/** Megapixels of a picture, of its own size or scaled to a longest side. */
export function megapixelsOf({ width, height }: Size, longestSide = Math.max(width, height)): number {
  const scale = longestSide / Math.max(width, height)
  return (width * height * scale * scale) / 1_000_000
}

/** Formats that hold 16 bits a channel. */
export function isDeep(format: WritableFormat): boolean {
  return format === 'png' || format === 'tiff'
}

/** Adds the encoder to a pipeline. Nothing here needs the whole picture in memory, except AVIF. */
export function encodeAs(pipeline: Sharp, { format, quality }: Encoding, megapixels: number): Sharp {
  const isFine = quality >= fineQuality
  const chromaSubsampling = isFine ? '4:4:4' : '4:2:0'
  switch (format) {
    case 'jpeg':
      // Optimal coding tables would need every coefficient of the picture in memory first.
      return pipeline.jpeg({ quality, chromaSubsampling, optimiseCoding: false })
    case 'png':
      return pipeline.png({ compressionLevel: 6 })
    case 'webp':
      return quality === 100 ? pipeline.webp({ lossless: true }) : pipeline.webp({ quality, smartSubsample: isFine })
    case 'avif':
      return encodeAvif(pipeline, quality, megapixels)
    case 'tiff':
      return pipeline.tiff({ compression: 'lzw', predictor: 'horizontal' })
  }
}

/** Large pictures are encoded faster and with half the colour resolution, or the encoder needs too much of everything. */
function encodeAvif(pipeline: Sharp, quality: number, megapixels: number): Sharp {
  if (megapixels > pictureLimits.megapixelsAvifOut) {
    const limit = pictureLimits.megapixelsAvifOut
    const message = `AVIF is written up to ${limit} megapixels; this picture would have ${megapixels.toFixed(1)}.`
    throw new AppError('picture-too-large', message)
  }
  const isLarge = megapixels > pictureLimits.megapixelsAvifFine
  return pipeline.avif({
    quality: Math.max(1, Math.round(quality * avifScale)),
    chromaSubsampling: quality >= fineQuality && !isLarge ? '4:4:4' : '4:2:0',
    effort: isLarge ? 1 : 2,
  })
}
