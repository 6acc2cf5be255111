const mebibyte = 1024 * 1024

/** Bounds that hold before anything is decoded; the user's guide (docs/pictures.md) repeats them. */
export const pictureLimits = {
  fileBytes: 512 * mebibyte,
  /** Decoders hold some rows at once, and one row must not be the whole memory. */
  side: 65_535,
  megapixels: 100,
  /** 16 bits a channel, and interlaced PNG, which can only be decoded as a whole. */
  megapixelsWide: 48,
  /** AVIF and HEIC are decoded as a whole, with several copies of the picture in memory. */
  megapixelsHeif: 24,
  /** GIF and animated WebP are put together on a canvas, with several copies of it in memory. */
  megapixelsCanvas: 24,
  /** AVIF is also encoded as a whole, with colour at full resolution up to the smaller figure. */
  megapixelsAvifOut: 20,
  megapixelsAvifFine: 12,
} as const

/** What one picture may cost the picture process before it is killed. */
export interface WorkerLimits {
  readonly taskMs: number
  /** Starting the process and loading its decoders, which is no fault of the picture. */
  readonly startMs: number
  readonly memoryBytes: number
  /** A process that kept more than this after a task is replaced, so that one picture never pays for another. */
  readonly idleMemoryBytes: number
}

export const workerLimits: WorkerLimits = {
  taskMs: 10_000,
  startMs: 20_000,
  memoryBytes: 600 * mebibyte,
  idleMemoryBytes: 320 * mebibyte,
}

/** In the background the processor may be somebody else's for a while, which is no fault of the picture either. */
export const backgroundLimits: Pick<WorkerLimits, 'taskMs' | 'startMs'> = { taskMs: 120_000, startMs: 120_000 }
