import { access, rm } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { allPictureFormats } from '../../../shared/domain/picture.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Images } from '../images.ts'
import { workerLimits, type WorkerLimits } from '../limits.ts'
import type { Operation, Operations, Request } from '../protocol.ts'
import { createPool } from './pool.ts'
import { startWorker } from './worker-process.ts'

export interface ImagesOptions {
  readonly thumbnailsFolder: string
  /** A plain Node executable; this process's own by default, which it is outside Electron. */
  readonly nodePath?: string
  /** The worker's entry; the source file by default. */
  readonly entryPath?: string
  /** How many processes at once; one for each core, at most four, by default. */
  readonly workers?: number
  readonly limits?: Partial<WorkerLimits>
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
const thumbnailEdges = z.int().min(16).max(4096)

/** The picture engine. Processes are started when the first picture comes and never keep this one alive. */
export function createImages(options: ImagesOptions): Images {
  const { thumbnailsFolder, workers = Math.min(maxWorkers, availableParallelism()) } = options
  const limits = { ...workerLimits, ...options.limits }
  const nodePath = options.nodePath ?? process.execPath
  const entryPath = options.entryPath ?? join(import.meta.dirname, '../worker/main.ts')
  const pool = createPool({ size: workers, limits, start: () => startWorker({ nodePath, entryPath, ...limits }), tidy })
  const thumbnailsUnderWay = new Map<string, Promise<string>>()
  return {
    probe,
    check: probe,
    thumbnail,
    prepare: (task) => write('prepare', task),
    finish: (task) => write('finish', task),
    adjust: (task) => write('adjust', task),
    close: () => pool.close(),
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
    const [key, size] = [sha256.parse(hash), thumbnailEdges.parse(edge)]
    const target = join(thumbnailsFolder, key.slice(0, 2), `${key}-${size}.webp`)
    const underWay = thumbnailsUnderWay.get(target)
    if (underWay) return underWay
    const making = makeThumbnail({ source, sha256: key, edge: size, target }).finally(() => {
      thumbnailsUnderWay.delete(target)
    })
    thumbnailsUnderWay.set(target, making)
    return making
  }

  async function makeThumbnail(task: Operations['thumbnail']['task']): Promise<string> {
    if (await exists(task.target)) return task.target
    schemas.thumbnail.parse(await pool.run({ op: 'thumbnail', task }, 'later'))
    return task.target
  }
}

/** What is there was not made by us, so it is neither replaced nor, after a failure, removed. */
async function refuseExisting(target: string): Promise<void> {
  if (await exists(target)) throw new AppError('output-unwritable', `There is a file at ${target} already.`)
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
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
