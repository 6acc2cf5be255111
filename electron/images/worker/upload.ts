import type { PictureFormat, UploadRule, WritableFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { toSrgb } from './colour.ts'
import { damaged, renderFailure } from './damaged.ts'
import { decode } from './decoder.ts'
import { encodeAs, megapixelsOf, type Encoding } from './encode.ts'
import type { Picture } from './picture.ts'

export interface Upload {
  readonly bytes: Buffer
  readonly format: WritableFormat
  readonly width: number
  readonly height: number
}

const flatBackground = '#ffffff'
const losslessFormats: ReadonlySet<PictureFormat> = new Set(['png', 'tiff', 'gif'])
/** What is tried in this order, among the formats the service takes. */
const preferences = {
  alpha: ['png', 'webp', 'tiff', 'avif', 'jpeg'],
  lossless: ['png', 'jpeg', 'webp', 'tiff', 'avif'],
  lossy: ['jpeg', 'webp', 'png', 'avif', 'tiff'],
} as const satisfies Record<string, readonly WritableFormat[]>
const maxDownsizings = 6
const smallestSide = 64

/**
 * Encodes a picture within the service's limits: first without loss where the source had none, then as JPEG of
 * falling quality, then smaller. Transparency that is really used is kept as long as the service takes any format
 * that has it, and laid on white otherwise.
 */
export async function encodeForUpload(picture: Picture, rule: UploadRule): Promise<Upload> {
  const isTransparent = picture.hasAlpha && !(await isOpaque(picture))
  const encodings = encodingsFor(picture, rule, isTransparent)
  let longestSide = Math.min(rule.maxSide ?? Infinity, Math.max(picture.width, picture.height))
  for (let downsizings = 0; downsizings <= maxDownsizings; downsizings += 1) {
    let smallest = Infinity
    for (const encoding of encodings) {
      const upload = await encode(picture, encoding, { longestSide, isTransparent })
      if (upload.bytes.length <= rule.maxBytes) return upload
      smallest = Math.min(smallest, upload.bytes.length)
    }
    longestSide = Math.floor(longestSide * Math.sqrt(rule.maxBytes / smallest) * 0.95)
    if (longestSide < smallestSide) break
  }
  throw new AppError(
    'picture-too-large',
    `It cannot be made small enough for the ${rule.maxBytes} bytes the service takes.`,
  )
}

function encodingsFor({ format }: Picture, { formats }: UploadRule, isTransparent: boolean): Encoding[] {
  const opaqueKind = losslessFormats.has(format) ? 'lossless' : 'lossy'
  const wanted = preferences[isTransparent ? 'alpha' : opaqueKind]
  const first = wanted.find((taken) => formats.includes(taken)) ?? 'jpeg'
  const start = { format: first, quality: first === 'jpeg' || opaqueKind === 'lossy' ? 95 : 100 }
  const mayBeJpeg = formats.includes('jpeg') && (!isTransparent || first === 'jpeg')
  const jpegs = mayBeJpeg ? [95, 90, 85].map((quality) => ({ format: 'jpeg' as const, quality })) : []
  return [...(first === 'jpeg' ? [] : [start]), ...jpegs]
}

async function isOpaque({ format, input }: Picture): Promise<boolean> {
  try {
    const alpha = await decode(input, { ignoreIcc: true }).extractChannel('alpha').raw().toBuffer()
    for (const value of alpha) if (value !== 255) return false
    return true
  } catch (thrown) {
    throw damaged(format, thrown)
  }
}

interface Shape {
  readonly longestSide: number
  readonly isTransparent: boolean
}

async function encode(picture: Picture, encoding: Encoding, { longestSide, isTransparent }: Shape): Promise<Upload> {
  const { format } = encoding
  const colour = toSrgb(picture)
  const opened = decode(picture.input, { autoOrient: true, ignoreIcc: colour.ignoreIcc }).resize({
    width: longestSide,
    height: longestSide,
    fit: 'inside',
    withoutEnlargement: true,
  })
  const coloured = colour.apply(opened)
  const flat = format === 'jpeg' && isTransparent ? coloured.flatten({ background: flatBackground }) : coloured
  try {
    const pipeline = encodeAs(isTransparent ? flat : flat.removeAlpha(), encoding, megapixelsOf(picture, longestSide))
    const { data, info } = await pipeline.toBuffer({ resolveWithObject: true })
    return { bytes: data, format, width: info.width, height: info.height }
  } catch (thrown) {
    throw renderFailure(picture.format, thrown)
  }
}
