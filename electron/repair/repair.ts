import { stat } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import type { Database } from '../history/database.ts'
import { rebuildSteps } from '../history/migrations/history-index.ts'
import type { Outputs } from '../history/outputs.ts'
import type { Images } from '../images/images.ts'
import type { MetadataFiles } from '../images/metadata.ts'
import { mapBounded } from '../library/bounded.ts'
import { walkPaths } from '../library/walk.ts'
import { setPath } from '../verify/outputs-to-verify.ts'
import { adopt } from './adopt.ts'
import { readRecords, type RecordedFile, type ReadFiles } from './read-records.ts'
import { ensureBatch, groupByBatch, type BatchOfFiles } from './recovered-batch.ts'

export interface RepairProgress {
  readonly done: number
  readonly total: number
}

export interface RepairRequest {
  /** Absolute; searched with everything below. Folders of sources may be among them, so that these are found as well. */
  readonly folders: readonly string[]
  readonly signal: AbortSignal
  readonly onProgress: (progress: RepairProgress) => void
}

export interface RepairReport {
  /** Pictures that were looked at. */
  readonly files: number
  /** Results the library knew in that very place. */
  readonly known: number
  /** Results the library did not know, and does now. */
  readonly adopted: number
  /** Results the library had in another place, where they are not any more. */
  readonly moved: number
  /** Further copies of results that are in their place. */
  readonly copies: number
  /** Among the adopted: those whose source was found. */
  readonly withSource: number
  readonly unreadable: readonly string[]
}

/** Makes the library whole again from what lies on the disk. Changes no file and moves no money. */
export interface Repair {
  /**
   * Takes up results below the folders that the library does not know, from the records they carry, so that nobody pays
   * for them again and history shows them. Running it twice changes nothing the second time. Also makes the index of
   * history anew. Rejects as `cancelled` when it is stopped; what was taken up by then stays.
   */
  run(request: RepairRequest): Promise<RepairReport>
}

interface Dependencies {
  readonly database: Database
  readonly outputs: Pick<Outputs, 'isOutput'>
  readonly images: Pick<Images, 'check'>
  readonly metadata: Pick<MetadataFiles, 'readProvenance'>
  readonly now: () => Date
}

const atOnce = 2

export function createRepair(dependencies: Dependencies): Repair {
  return { run: (request) => run(dependencies, request) }
}

async function run(dependencies: Dependencies, request: RepairRequest): Promise<RepairReport> {
  const { database, outputs, metadata } = dependencies
  const { signal, onProgress } = request
  const { found } = await walkPaths(request.folders, { signal })
  const unknown = found.filter(({ path }) => !outputs.isOutput(path))
  let done = 0
  const onRead = (): void => onProgress({ done: (done += 1), total: unknown.length })
  const read = await readRecords(unknown, { metadata, signal, onRead })
  const sorted = await sortFiles(dependencies, read.recorded)
  for (const { id, path } of sorted.moved) setPath(database, { id, path, at: dependencies.now().toISOString() })
  const adopted = { count: 0, withSource: 0, unreadable: [] as string[] }
  for (const batch of groupByBatch(sorted.unknown)) {
    signal.throwIfAborted()
    const { count, withSource, unreadable } = await adoptBatch(dependencies, batch, read)
    adopted.count += count
    adopted.withSource += withSource
    adopted.unreadable.push(...unreadable)
  }
  database.transaction('full', () => {
    for (const step of rebuildSteps) database.run(step)
  })
  return {
    files: found.length,
    known: found.length - unknown.length,
    adopted: adopted.count,
    moved: sorted.moved.length,
    copies: sorted.copies,
    withSource: adopted.withSource,
    unreadable: [...read.unreadable, ...adopted.unreadable],
  }
}

interface Sorted {
  readonly unknown: readonly RecordedFile[]
  readonly moved: readonly { readonly id: string; readonly path: string }[]
  readonly copies: number
}

/** A result that was moved is known by its bytes; the same bytes twice are one result and a copy of it. */
async function sortFiles({ database }: Dependencies, files: readonly RecordedFile[]): Promise<Sorted> {
  const unknown = new Map<string, RecordedFile>()
  const moved = new Map<string, { readonly id: string; readonly path: string }>()
  let copies = 0
  for (const file of files) {
    const { sha256, path } = file
    const known = database.get<{ id: string; path: string; state: string }>(
      'SELECT id, path, state FROM output WHERE sha256 = :sha256 LIMIT 1',
      { sha256 },
    )
    if (unknown.has(sha256) || moved.has(sha256)) copies += 1
    else if (known === null) unknown.set(sha256, file)
    else if (known.state === 'published' && !(await isThere(known.path))) moved.set(sha256, { id: known.id, path })
    else copies += 1
  }
  return { unknown: [...unknown.values()], moved: [...moved.values()], copies }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Decodes each file, because a record says nothing about the pixels beside it; then writes the batch at once. */
async function adoptBatch(
  { database, images, now }: Dependencies,
  batch: BatchOfFiles,
  { others }: ReadFiles,
): Promise<{ readonly count: number; readonly withSource: number; readonly unreadable: readonly string[] }> {
  const looked = await mapBounded(batch.files, atOnce, async (file) => {
    const facts = await images.check(file.path).catch(onlyAboutPicture)
    return { file, facts, at: await madeAt(file.path, now) }
  })
  const good = looked.flatMap(({ file, facts, at }) => (facts === null ? [] : [{ file, facts, at }]))
  let withSource = 0
  database.transaction('full', () => {
    const [first] = good
    if (first === undefined) return
    const batchId = ensureBatch(database, batch, first.at.toISOString())
    for (const one of good) {
      const sourcePath = others.get(one.file.record.sourceSha256) ?? null
      if (sourcePath !== null) withSource += 1
      adopt(database, { ...one, batchId, sourcePath })
    }
  })
  return {
    count: good.length,
    withSource,
    unreadable: looked.filter(({ facts }) => facts === null).map(({ file }) => file.path),
  }
}

function onlyAboutPicture(thrown: unknown): null {
  if (thrown instanceof AppError) return null
  throw thrown
}

/** A file keeps the time it was written, whatever library it came from. */
async function madeAt(path: string, now: () => Date): Promise<Date> {
  return stat(path).then(
    ({ mtime }) => mtime,
    () => now(),
  )
}
