import { pictureKind } from './picture-kind.ts'

export interface TransformInput {
  readonly bytes: Buffer
  readonly prompt: string
  readonly model: string
  /** null: whatever the source is. */
  readonly format: 'png' | 'jpeg' | 'webp' | null
  /** 0 for the first result of a request, 1 for the second … */
  readonly variant: number
}

export interface TransformedPicture {
  readonly bytes: Buffer
  readonly width: number
  readonly height: number
  readonly mimeType: string
}

/** Makes a result of a source. Throws for bytes that are no picture, which fails the run. */
export type TransformPicture = (input: TransformInput) => Promise<TransformedPicture>

/** Returns the source as it is, for runs without an image worker. A requested format is not honoured. */
export const echoPicture: TransformPicture = ({ bytes }) => {
  const kind = pictureKind(bytes)
  if (!kind) return Promise.reject(new Error('The source is no picture.'))
  return Promise.resolve({ bytes, mimeType: kind.mimeType, width: kind.width ?? 1, height: kind.height ?? 1 })
}
