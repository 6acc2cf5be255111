/** The picture formats Lightbench takes, by content. The one list: intake, worker, catalogue and help derive from it. */
export const pictureFormats = {
  jpeg: { mimeType: 'image/jpeg', extension: 'jpg', label: 'JPEG' },
  png: { mimeType: 'image/png', extension: 'png', label: 'PNG' },
  webp: { mimeType: 'image/webp', extension: 'webp', label: 'WebP' },
  avif: { mimeType: 'image/avif', extension: 'avif', label: 'AVIF' },
  heif: { mimeType: 'image/heic', extension: 'heic', label: 'HEIC' },
  tiff: { mimeType: 'image/tiff', extension: 'tif', label: 'TIFF' },
  gif: { mimeType: 'image/gif', extension: 'gif', label: 'GIF' },
} as const satisfies Record<string, { mimeType: string; extension: string; label: string }>

export type PictureFormat = keyof typeof pictureFormats

export const allPictureFormats = Object.keys(pictureFormats) as PictureFormat[] // Object.keys forgets the key type.

/** Formats Lightbench can write. */
export const writableFormats = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const satisfies readonly PictureFormat[]
export type WritableFormat = (typeof writableFormats)[number]

/** What the bytes of a file say about a picture. `width` and `height` are as shown, after `orientation` is applied. */
export interface PictureFacts {
  readonly format: PictureFormat
  readonly width: number
  readonly height: number
  /** EXIF orientation 1–8; 1 is upright. */
  readonly orientation: number
  /** Name of the embedded colour profile, null when there is none. */
  readonly profile: string | null
  readonly hasAlpha: boolean
  readonly bitDepth: 8 | 16
  /** When it was taken, ISO 8601 without zone as cameras write it; null when unknown. */
  readonly takenAt: string | null
  readonly bytes: number
  /** sha-256 of the file, lower-case hex. */
  readonly sha256: string
}

/** What a service takes; the upload is converted or made smaller only where this says so. */
export interface UploadRule {
  readonly formats: readonly WritableFormat[]
  readonly maxBytes: number
  /** Longest side in pixels, null where the service states none and we set none. */
  readonly maxSide: number | null
}
