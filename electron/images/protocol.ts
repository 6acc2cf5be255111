import type { PictureFacts } from '../../shared/domain/picture.ts'
import type { Failure } from '../../shared/errors.ts'
import type { AdjustTask, FinishTask, PrepareTask, WrittenPicture } from './images.ts'

export interface ThumbnailSize {
  readonly edge: number
  /** Replaced as a whole when the thumbnail is ready. */
  readonly target: string
}

/** A thumbnail is only made of the very bytes it is named after. */
export interface ThumbnailTask {
  readonly source: string
  readonly sha256: string
  /** Largest first; the picture is decoded once for all of them. */
  readonly sizes: readonly [ThumbnailSize, ...ThumbnailSize[]]
}

/** What the picture process can be asked. Paths travel, bytes never do: each process reads and writes files itself. */
export interface Operations {
  readonly probe: { readonly task: { readonly source: string }; readonly value: PictureFacts }
  readonly thumbnail: { readonly task: ThumbnailTask; readonly value: null }
  /** Of two thumbnails. */
  readonly compare: {
    readonly task: { readonly source: string; readonly result: string }
    readonly value: { readonly changed: number }
  }
  readonly prepare: { readonly task: PrepareTask; readonly value: WrittenPicture }
  readonly finish: { readonly task: FinishTask; readonly value: WrittenPicture }
  readonly adjust: { readonly task: AdjustTask; readonly value: WrittenPicture }
}
export type Operation = keyof Operations

export type Request = { readonly [O in Operation]: { readonly op: O; readonly task: Operations[O]['task'] } }[Operation]
export type RequestMessage = { readonly id: number } & Request

/** `detail` is for the log: the decoder's own words. */
export interface WorkerFailure extends Failure {
  readonly detail: string | null
}

export type WorkerMessage =
  /** Sent once, when the decoders are loaded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly value: unknown; readonly rssBytes: number }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: WorkerFailure; readonly rssBytes: number }
  /** The last message of a process that has grown beyond its memory. */
  | { readonly kind: 'memory'; readonly rssBytes: number }
