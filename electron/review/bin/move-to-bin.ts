import { basename } from 'node:path'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import type { Binned } from '../../../shared/ipc/history-rows.ts'
import type { Database } from '../../history/database.ts'
import { mapBounded } from '../../library/bounded.ts'
import { keepChange, markFinished } from '../changes.ts'
import { inTurns } from '../in-turns.ts'
import { isGone } from './still-there.ts'
import { markMissing, readBinOutputs, setBinned, type BinOutput } from './binned-outputs.ts'
import type { RemovedFiles } from './removed-files.ts'

export interface BinDependencies {
  readonly database: Database
  readonly removed: RemovedFiles
  /** Moves one file to the system's bin. Throws `bin-refused`. */
  readonly moveToBin: (path: string) => Promise<void>
  readonly now: () => Date
}

/** What a change by the bin was; where each result lay. */
export interface BinBefore {
  readonly outputs: readonly { readonly id: string; readonly path: string }[]
}

type Failed = Binned['failed'][number]

const filesAtOnce = 4

/**
 * Moves results to the system's bin: those whose files still are what was written, and no others. In this order, so that
 * a death in between loses nothing and is put right by `recoverBin`: bytes are kept in the library, durably; the change
 * and `binned_at` are written, durably; only then a file goes; what the bin refused is taken back.
 */
export async function moveToBin(dependencies: BinDependencies, outputIds: readonly string[]): Promise<Binned> {
  const { database, removed, now } = dependencies
  const at = now().toISOString()
  const asked: BinOutput[] = []
  await inTurns(database, [...new Set(outputIds)], (slice) => void asked.push(...readBinOutputs(database, slice)))
  const wanted = asked.filter(({ binnedAt }) => binnedAt === null)
  const kept = await keepAll(dependencies, wanted)
  if (kept.outputs.length > 0) await removed.sync()

  const before: BinBefore = { outputs: kept.outputs.map(({ id, path }) => ({ id, path })) }
  const undo = await writeDown(database, before, at)
  const refused = await moveAll(dependencies, kept.outputs)

  await takeBack(dependencies, refused)
  markMissing(database, kept.missing, at)
  database.transaction('full', () => markFinished(database, undo, at))
  const failed = [...kept.failed, ...refused.map(({ path, failure }): Failed => ({ path, failure }))]
  return { undo, changed: kept.outputs.length - refused.length, failed }
}

interface Kept {
  readonly outputs: BinOutput[]
  readonly failed: Failed[]
  readonly missing: string[]
}

async function keepAll({ removed }: BinDependencies, outputs: readonly BinOutput[]): Promise<Kept> {
  const kept: Kept = { outputs: [], failed: [], missing: [] }
  const failures = await mapBounded(outputs, filesAtOnce, (output) =>
    foreseen(() => {
      checkIsOurs(output)
      return removed.keep(output)
    }),
  )
  for (const [index, output] of outputs.entries()) {
    const failure = failures[index] ?? null
    if (failure === null) kept.outputs.push(output)
    else {
      kept.failed.push({ path: output.path, failure })
      if (failure.code === 'file-missing') kept.missing.push(output.id)
    }
  }
  return kept
}

function checkIsOurs({ state, path, isReplaced }: BinOutput): void {
  if (state !== 'published') {
    throw new AppError('invalid-request', `${basename(path)} is not in its place yet; resume its batch first.`)
  }
  if (isReplaced) throw new AppError('result-changed', `A later result has the name ${basename(path)} now.`)
}

async function writeDown(database: Database, before: BinBefore, at: string): Promise<string> {
  const undo = keepChange(database, { kind: 'bin', before, at, isFinished: false })
  const ids = before.outputs.map(({ id }) => id)
  await inTurns(database, ids, (slice) => setBinned(database, slice, at))
  // Nothing may go before all of this is on the disk: a full commit takes every earlier one with it.
  const [last] = ids.slice(-1)
  if (last !== undefined) database.transaction('full', () => setBinned(database, [last], at))
  return undo
}

interface Refused {
  readonly id: string
  readonly path: string
  readonly failure: Failure
}

async function moveAll(dependencies: BinDependencies, outputs: readonly BinOutput[]): Promise<readonly Refused[]> {
  const failures = await mapBounded(outputs, filesAtOnce, async ({ path }) => {
    const failure = await foreseen(() => dependencies.moveToBin(path))
    // A file that left its place is in the bin, whatever was said afterwards.
    return failure !== null && (await isGone(path)) ? null : failure
  })
  return outputs.flatMap(({ id, path }, index) => {
    const failure = failures[index] ?? null
    return failure === null ? [] : [{ id, path, failure }]
  })
}

async function takeBack({ database, removed }: BinDependencies, refused: readonly Refused[]): Promise<void> {
  const ids = refused.map(({ id }) => id)
  await inTurns(database, ids, (slice) => setBinned(database, slice, null))
  for (const id of ids) await removed.discard(id)
}

async function foreseen(work: () => Promise<void>): Promise<Failure | null> {
  try {
    await work()
    return null
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return toFailure(thrown)
  }
}
