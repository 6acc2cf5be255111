import { pictureFormats, type PictureFormat } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'

/** The failure of a picture that cannot be decoded whole; `cause` holds the decoder's own words. */
export function damaged(format: PictureFormat, cause: unknown): AppError {
  const message = `The ${pictureFormats[format].label} file is damaged or incomplete: it cannot be decoded whole.`
  return new AppError('picture-unreadable', message, { cause })
}

/** The failure of a pipeline that decodes and encodes in one go; the library's words tell which of the two it was. */
export function renderFailure(format: PictureFormat, thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const words = thrown instanceof Error ? thrown.message : ''
  if (!/too large for the \w+ format|exceeds pixel limit/i.test(words)) return damaged(format, thrown)
  return new AppError(
    'picture-too-large',
    'The result would have more pixels than its format, or an editing step, can hold.',
    {
      cause: thrown,
    },
  )
}
