import type { UploadRule } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import type { PrepareTask, WrittenPicture } from '../images.ts'
import { isPlainSrgb, toSrgb } from './colour.ts'
import { cleaned, isCleanable } from './containers/clean.ts'
import { damaged } from './damaged.ts'
import { decodeWhole } from './decode-whole.ts'
import { decode } from './decoder.ts'
import { encodeAs } from './encode.ts'
import { gpsOnly } from './exif.ts'
import { openPicture, type Picture } from './picture.ts'
import { encodeForUpload, type Upload } from './upload.ts'
import { writeBytes } from './write.ts'

/** More than any container needs around an EXIF block. */
const containerBytes = 64

/**
 * Makes the bytes that are sent. Upright, without private metadata, sRGB and 8 bit; equal sources and rules give equal
 * bytes. A picture that is all this already, and that the service takes as it is, keeps its very pixels: only its
 * metadata is cut out. Any other is encoded again, losing as little as the rule allows.
 */
export async function prepare({ source, rule, target, keepGps, fitTo }: PrepareTask): Promise<WrittenPicture> {
  const picture = await openPicture(source)
  const gps = keepGps && picture.exif !== null ? gpsOnly(picture.exif) : null
  const asIs = fitTo === null && canStay(picture, rule) ? cleaned(picture.format, picture, gps) : null
  if (asIs !== null && sizeOf(asIs) <= rule.maxBytes) {
    await decodeWhole(picture)
    return writeBytes(target, asIs, picture)
  }
  const room = { ...rule, maxBytes: rule.maxBytes - (gps === null ? 0 : gps.length + containerBytes) }
  const upload = fitTo === null ? await encodeForUpload(picture, room) : await encodeMask(picture, room, fitTo)
  const parts = isCleanable(upload.format) && gps !== null ? cleaned(upload.format, upload, gps) : null
  return writeBytes(target, parts ?? [upload.bytes], upload)
}

function canStay(picture: Picture, { formats, maxSide }: UploadRule): boolean {
  const { format, width, height, orientation, isAnimated } = picture
  const isTaken = formats.some((taken) => taken === format)
  const fits = maxSide === null || Math.max(width, height) <= maxSide
  return isTaken && fits && orientation === 1 && !isAnimated && isPlainSrgb(picture) && !picture.isIccClaimed
}

/** A mask has to lie exactly on its picture, and services read it as PNG. Edges are not sharpened by the scaling. */
async function encodeMask(
  picture: Picture,
  { maxBytes }: UploadRule,
  size: { readonly width: number; readonly height: number },
): Promise<Upload> {
  const colour = toSrgb(picture)
  const pipeline = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc }).resize({
    width: size.width,
    height: size.height,
    fit: 'fill',
    kernel: 'linear',
  })
  const bytes = await encodeAs(colour.apply(pipeline), { format: 'png', quality: 100 }, 0)
    .toBuffer()
    .catch((thrown: unknown) => {
      throw damaged(picture.format, thrown)
    })
  if (bytes.length > maxBytes) {
    throw new AppError('picture-too-large', `The mask has ${bytes.length} bytes as PNG; the service takes ${maxBytes}.`)
  }
  return { bytes, format: 'png', ...size }
}

function sizeOf(parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}
