import { assertWholePng } from './containers/png-chunks.ts'
import { damaged } from './damaged.ts'
import { decode } from './decoder.ts'
import type { Picture } from './picture.ts'

const shrink = 16

/**
 * Decodes every part of the picture and throws `picture-unreadable` where that fails. The pixels are averaged away as
 * they come, so that a large picture needs little memory; a JPEG's data is read whole at an eighth of its size.
 */
export async function decodeWhole(picture: Picture): Promise<void> {
  if (picture.format === 'heif') return // It was decoded whole when it was opened.
  if (picture.format === 'png') assertWholePng(picture.bytes)
  const size = { width: Math.ceil(picture.width / shrink), height: Math.ceil(picture.height / shrink) }
  try {
    await decode(picture.bytes, { ignoreIcc: true })
      .resize({ ...size, fit: 'fill', kernel: 'linear' })
      .raw()
      .toBuffer()
  } catch (thrown) {
    throw damaged(picture.format, thrown)
  }
}
