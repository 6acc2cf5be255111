import { rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { allPictureFormats } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import type { BackgroundImages, Images } from '../images.ts'
import { backgroundLimits, workerLimits, type WorkerLimits } from '../limits.ts'
import type { Operation, Operations, Request } from '../protocol.ts'
import { isThere, thumbnailPath } from '../thumbnail-files.ts'
import { createBackground } from './background.ts'
import { createPool, type Pool } from './pool.ts'
import { startWorker, type WorkerOptions, type WorkerProcess } from './worker-process.ts'

export interface ImagesOptions {
  readonly thumbnailsFolder: string
  /** A plain Node executable; this process's own by default, which it is outside Electron. */
  readonly nodePath?: string
  /** The worker's entry; the source file by default. */
  readonly entryPath?: string
  /** How many processes at once; one for each core, at most four, by default. */
  readonly workers?: number
  readonly limits?: Partial<WorkerLimits>
  /** How long nobody must have asked for a picture before the background goes on. */
  readonly quietMs?: number
}

export interface ImageProcesses extends Images {
  /** Has a process of its own; `close` ends it as well. */
  readonly background: BackgroundImages
}

const text = z.string().max(1000)
const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** A process that has opened a hostile file is not believed blindly: its answers have this shape or are none. */
const schemas = {
  probe: z.object({
    format: z.enum(allPictureFormats),
    width: count,
    height: count,
    orientation: z.int().min(1).max(8),
    profile: text.nullable(),
    hasAlpha: z.boolean(),
    bitDepth: z.union([z.literal(8), z.literal(16)]),
    takenAt: text.nullable(),
    bytes: count,
    sha256,
  }),
  thumbnail: z.null(),
  written: z.object({ mimeType: text, width: count, height: count, bytes: count, sha256 }),
}
const maxWorkers = 4
const thumbnailSize = z.int().min(16).max(4096)
const standardQuietMs = 1_000

/** The picture engine. Processes are started when the first picture comes and never keep this one alive. */
export function createImages(options: ImagesOptions): ImageProcesses {
  const { thumbnailsFolder, workers = Math.min(maxWorkers, availableParallelism()) } = options
  const limits = { ...workerLimits, ...options.limits }
  const nodePath = options.nodePath ?? process.execPath
  const entryPath = options.entryPath ?? join(import.meta.dirname, '../worker/main.ts')
  const worker = { nodePath, entryPath, ...limits }
  const onStart = (): void => background.giveWay()
  const pool = createPool({ size: workers, limits, start: () => startWorker(worker), tidy, onStart })
  const background = createBackground({
    thumbnailsFolder,
    foreground: pool,
    startPool: () => startBackgroundPool({ ...worker, ...backgroundLimits }),
    quietMs: options.quietMs ?? standardQuietMs,
  })
  const thumbnailsUnderWay = new Map<string, Promise<string>>()
  return {
    probe,
    check: probe,
    thumbnail,
    prepare: (task) => write('prepare', task),
    finish: (task) => write('finish', task),
    adjust: (task) => write('adjust', task),
    background,
    close: async () => {
      await Promise.all([pool.close(), background.rest()])
    },
  }

  async function probe(source: string) {
    return schemas.probe.parse(await pool.run({ op: 'probe', task: { source } }, 'now'))
  }

  async function write<O extends 'prepare' | 'finish' | 'adjust'>(op: O, task: Operations[O]['task']) {
    await refuseExisting(task.target)
    const written = schemas.written.parse(await pool.run(requestOf(op, task), 'now'))
    return { path: task.target, ...written }
  }

  async function thumbnail(source: string, hash: string, edge: number): Promise<string> {
    const [key, size] = [sha256.parse(hash), thumbnailSize.parse(edge)]
    const target = thumbnailPath(thumbnailsFolder, key, size)
    const underWay = thumbnailsUnderWay.get(target)
    if (underWay) return underWay
    const making = makeThumbnail({ source, sha256: key, sizes: [{ edge: size, target }] }).finally(() => {
      thumbnailsUnderWay.delete(target)
    })
    thumbnailsUnderWay.set(target, making)
    return making
  }

  async function makeThumbnail(task: Operations['thumbnail']['task']): Promise<string> {
    const [{ target }] = task.sizes
    if (await isThere(target)) return target
    schemas.thumbnail.parse(await pool.run({ op: 'thumbnail', task }, 'later'))
    return target
  }
}

/** What is there was not made by us, so it is neither replaced nor, after a failure, removed. */
async function refuseExisting(target: string): Promise<void> {
  if (await isThere(target)) throw new AppError('output-unwritable', `There is a file at ${target} already.`)
}

function startBackgroundPool(options: WorkerOptions): Pool {
  const start = (): WorkerProcess => startWorker({ ...options, isBackground: true })
  return createPool({ size: 1, limits: options, start, tidy })
}

/** Removes what a process that was killed left half-written. */
async function tidy({ op, task }: Request): Promise<void> {
  if (op === 'prepare' || op === 'finish' || op === 'adjust') {
    await rm(task.target, { force: true })
    if (op === 'finish') await rm(`${task.target}.icc`, { force: true })
  }
}

function requestOf<O extends Operation>(op: O, task: Operations[O]['task']): Request {
  return { op, task } as Request // TypeScript does not pair a generic operation with its task; the signature does.
}
