import sharp from 'sharp'
import type { TransformPicture } from '../../electron/practice/transform-picture.ts'

/** A quick practice result: the source in negative, at most 32 pixels, in the format asked for. Throws for non-pictures. */
export const negativePicture: TransformPicture = async ({ bytes, format }) => {
  const picture = sharp(bytes).resize(32, 32, { fit: 'inside', withoutEnlargement: true }).negate({ alpha: false })
  const { data, info } = await picture.toFormat(format ?? 'png').toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height, mimeType: `image/${info.format}` }
}
