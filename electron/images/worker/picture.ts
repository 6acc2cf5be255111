import type { Metadata } from 'sharp'
import type { PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import { adobeRgbProfile } from './adobe-rgb.ts'
import { assertSize } from './assert-size.ts'
import { jpegWithProfile } from './containers/jpeg-segments.ts'
import { damaged } from './damaged.ts'
import { readHeader } from './decoder.ts'
import { bareExif, isMarkedAdobeRgb } from './exif.ts'
import { fileKind } from './file-kind.ts'
import { decodeHeic } from './heic.ts'
import { profileSpace } from './icc.ts'
import { readPictureFile } from './read-file.ts'

/** What the header of a picture says, found within the limits. Its pixels may still turn out damaged. */
export interface PictureHeader {
  readonly format: PictureFormat
  /** The file as it is on disk. */
  readonly bytes: Buffer
  /** Size as shown, after `orientation`. */
  readonly width: number
  readonly height: number
  /** 1–8; 1 for HEIC, whose decoder turns the pixels itself. */
  readonly orientation: number
  /** `other` is CMYK, Lab and everything else that has to be converted before anything can be done with it. */
  readonly space: 'rgb' | 'grey' | 'other'
  readonly bitDepth: 8 | 16
  readonly hasAlpha: boolean
  readonly isAnimated: boolean
  /** The colour profile, where it is one and fits the pixels: the embedded one or the one EXIF claims. */
  readonly icc: Buffer | null
  /** Whether `icc` comes from an EXIF mark instead of the file. */
  readonly isIccClaimed: boolean
  /** EXIF as a TIFF structure; for a TIFF file the file itself. */
  readonly exif: Buffer | null
}

export interface Picture extends PictureHeader {
  /** What the decoders are given: the file, HEIC as decoded pixels, or a JPEG with the profile its EXIF claims. */
  readonly input: Buffer
}

/** Opens a picture: reads the file, recognises it by content, checks every limit, and decodes HEIC. */
export async function openPicture(path: string): Promise<Picture> {
  const header = await openHeader(path)
  const { format, bytes, icc, isIccClaimed } = header
  if (format === 'heif') return { ...header, input: await decodeHeic(bytes, icc) }
  return { ...header, input: icc !== null && isIccClaimed ? jpegWithProfile(bytes, icc) : bytes }
}

export async function openHeader(path: string): Promise<PictureHeader> {
  const bytes = await readPictureFile(path)
  const kind = fileKind(bytes)
  const metadata = await readMetadata(bytes, kind)
  const { width, height, depth, autoOrient } = metadata
  const format = formatOf(kind, metadata)
  const isWide = depth !== 'uchar' || (format === 'png' && metadata.isProgressive)
  const isAnimated = (metadata.pages ?? 1) > 1
  assertSize({ format, width, height, isWide, isAnimated })
  if (depth !== 'uchar' && depth !== 'ushort') {
    throw new AppError('picture-refused', 'Its channels have more than 16 bits; only 8 and 16 bits are opened.')
  }
  return {
    format,
    bytes,
    width: autoOrient.width,
    height: autoOrient.height,
    orientation: format === 'heif' ? 1 : (metadata.orientation ?? 1),
    bitDepth: depth === 'ushort' ? 16 : 8,
    hasAlpha: metadata.hasAlpha,
    isAnimated,
    ...coloursOf(bytes, format, metadata),
  }
}

async function readMetadata(bytes: Buffer, kind: PictureFormat): Promise<Metadata> {
  try {
    return await readHeader(bytes)
  } catch (thrown) {
    throw damaged(kind, thrown)
  }
}

/** Brands do not settle which of the two it is; the codec does. */
function formatOf(kind: PictureFormat, { compression }: Metadata): PictureFormat {
  if (kind !== 'avif' && kind !== 'heif') return kind
  if (compression === 'av1') return 'avif'
  if (compression === 'hevc') return 'heif'
  throw new AppError('picture-refused', 'The picture in this HEIF file is neither HEVC nor AV1.')
}

type Colours = Pick<PictureHeader, 'space' | 'icc' | 'isIccClaimed' | 'exif'>

function coloursOf(bytes: Buffer, format: PictureFormat, metadata: Metadata): Colours {
  const space = spaceOf(metadata.space)
  const block = metadata.exif === undefined ? null : bareExif(metadata.exif)
  const exif = format === 'tiff' ? bytes : block
  const { icc, hasProfile } = metadata
  if (icc !== undefined && profileSpace(icc) === space) return { space, exif, icc, isIccClaimed: false }
  const isAdobe = format === 'jpeg' && space === 'rgb' && !hasProfile && exif !== null && isMarkedAdobeRgb(exif)
  return { space, exif, icc: isAdobe ? adobeRgbProfile() : null, isIccClaimed: isAdobe }
}

function spaceOf(name: Metadata['space']): PictureHeader['space'] {
  if (name === 'srgb' || name === 'rgb' || name === 'rgb16') return 'rgb'
  return name === 'b-w' || name === 'grey16' ? 'grey' : 'other'
}
