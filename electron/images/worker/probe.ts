import { hash } from 'node:crypto'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import { decodeWhole } from './decode-whole.ts'
import { takenAt } from './exif.ts'
import { profileName } from './icc.ts'
import { openPicture } from './picture.ts'

/** What a picture is, after decoding all of it. */
export async function probe({ source }: { readonly source: string }): Promise<PictureFacts> {
  const picture = await openPicture(source)
  const decoding = decodeWhole(picture)
  // Hashed on this thread while another one decodes.
  const sha256 = hash('sha256', picture.bytes)
  await decoding
  const { format, width, height, orientation, hasAlpha, bitDepth, icc, exif, bytes } = picture
  return {
    format,
    width,
    height,
    orientation,
    profile: icc === null ? null : profileName(icc),
    hasAlpha,
    bitDepth,
    takenAt: exif === null ? null : takenAt(exif),
    bytes: bytes.length,
    sha256,
  }
}
