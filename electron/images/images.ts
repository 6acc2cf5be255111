import type { PictureFacts, UploadRule, WritableFormat } from '../../shared/domain/picture.ts'
import type { ParameterValues } from '../../shared/models/model.ts'

/** A picture written by the worker. */
export interface WrittenPicture {
  readonly path: string
  readonly mimeType: string
  readonly width: number
  readonly height: number
  readonly bytes: number
  readonly sha256: string
}

export interface PrepareTask {
  readonly source: string
  readonly rule: UploadRule
  /** Written without an extension of its own; must not exist. */
  readonly target: string
  /** Whether the camera's GPS position may stay in the upload. Off unless the user asks. */
  readonly keepGps: boolean
  /** A mask is made a PNG of exactly this size; null for sources and references. */
  readonly fitTo: { readonly width: number; readonly height: number } | null
}

export interface FinishTask {
  /** The provider's file. */
  readonly source: string
  readonly target: string
  /** null: keep the format and, where nothing else asks for new pixels, the provider's very bytes. */
  readonly format: WritableFormat | null
  /** 1–100, for formats that lose something. */
  readonly quality: number
  /** Pixel size to return to, null to keep the provider's. Other proportions are covered and cut, never distorted. */
  readonly size: { readonly width: number; readonly height: number } | null
  /** `#rrggbb` to put behind transparency, null to keep it; JPEG, which has none, gets white then. */
  readonly background: string | null
  /** File whose RGB profile the pixels are converted to, null to keep theirs. One without a profile means sRGB. */
  readonly profileOf: string | null
}

export interface AdjustTask {
  readonly source: string
  readonly target: string
  readonly parameters: ParameterValues
}

/**
 * Everything that decodes pixels, done in a separate process that is killed after 10 s or above 600 MB. Failures are
 * `AppError`s with a `picture-*` code and a sentence about this one picture; the next call finds a fresh process.
 */
export interface Images {
  /** Decodes the picture whole: a truncated or lying file is refused here, before anything is paid for it. */
  probe(path: string): Promise<PictureFacts>
  /**
   * Path of a cached WebP thumbnail, `edge` (16–4096) pixels on its longest side, keyed by content. Throws
   * `source-changed` where the file is not the one with that hash any more.
   */
  thumbnail(path: string, sha256: string, edge: number): Promise<string>
  prepare(task: PrepareTask): Promise<WrittenPicture>
  /** Decodes a result whole and says what it is. */
  check(path: string): Promise<PictureFacts>
  finish(task: FinishTask): Promise<WrittenPicture>
  adjust(task: AdjustTask): Promise<WrittenPicture>
  /** Ends the worker processes; calls under way are rejected. */
  close(): Promise<void>
}

/**
 * What is done with pictures when nobody waits for any: each call waits until it is quiet, and begins anew where somebody
 * came in between. It rejects with the signal's reason, and otherwise fails as `Images` does.
 */
export interface BackgroundImages {
  /** Resolves once nobody has asked `Images` for anything for a while. */
  whenQuiet(signal: AbortSignal): Promise<void>
  /** Makes the thumbnails that are kept of a content, where they are not there. The file is read only then. */
  keepThumbnails(path: string, sha256: string, signal: AbortSignal): Promise<void>
  /** The share of a source, 0 to 1, that looks different in its result; of the thumbnails that are kept of both. */
  measureChange(sourceSha256: string, resultSha256: string, signal: AbortSignal): Promise<number>
  /** Ends the process, and what it does as `cancelled`; the next call starts another one. */
  rest(): Promise<void>
}
