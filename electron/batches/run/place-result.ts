import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pictureFormats } from '../../../shared/domain/picture.ts'
import { toFailure, type Failure } from '../../../shared/errors.ts'
import type { Item } from '../../history/items.ts'
import type { NewOutput, Output } from '../../history/outputs.ts'
import type { RecoveryKey } from '../../library/recovery.ts'
import { CallFailure } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import type { JournalItem } from '../journal/journal.ts'
import { makeOutput, type FinishedFile } from './make-output.ts'
import type { PublishTask } from './output-files.ts'
import { holdReceived, receiveResult, type Wanted } from './receive-result.ts'
import type { RunContext } from './run-context.ts'
import { discardWork, removeKept } from './work-folder.ts'

export interface Collecting {
  readonly item: Item
  readonly entry: JournalItem
  readonly attempt: Attempt
}

/**
 * Takes up an output that an earlier run left half-way: already under its name, or kept in the recovery folder. False
 * when neither is there, so that it has to be made again.
 */
export async function placeKnown(context: RunContext, { item, attempt }: Collecting, output: Output): Promise<boolean> {
  const { files } = context
  const kept = await files.findKept(keyOf(output), output.sha256)
  const task = publishTask(context, { item, output, file: kept ?? output.path })
  const there = await files.findPublished(task)
  if (there === null && kept === null) return false
  setPublished(context, { attempt, output }, there ?? (await files.publish(task)))
  if (kept !== null) await removeKept(kept)
  return true
}

/** Removes the kept bytes of an output that is in its place: a process may have died between the two. */
export async function forgetKept({ files }: RunContext, output: Output): Promise<void> {
  const kept = await files.findKept(keyOf(output), output.sha256)
  if (kept !== null) await removeKept(kept)
}

/** Fetches, checks, finishes and publishes one picture, or says why it cannot be had any more. */
export async function placeNew(context: RunContext, collecting: Collecting, wanted: Wanted): Promise<Failure | null> {
  const { item, attempt } = collecting
  const work = join(context.workFolder, `result-${randomUUID()}`)
  try {
    const received = await receiveResult(context, attempt, { ...wanted, work })
    if ('code' in received) return received
    context.journal.item(item.id, { status: 'finishing' })
    const finished = await makeOutput(context, { item, attempt, received, number: wanted.number })
    await publishFinished(context, collecting, { finished, wanted })
    return null
  } catch (thrown) {
    if (thrown instanceof CallFailure && thrown.kind === 'refused') {
      return { code: 'result-lost', message: `The result cannot be fetched any more: ${thrown.message}` }
    }
    throw existsSync(work) && !cannotWrite(thrown)
      ? await holdReceived(context, attempt, { ...wanted, work, because: thrown })
      : thrown
  } finally {
    await discardWork(work)
  }
}

interface Finished {
  readonly finished: FinishedFile
  readonly wanted: Wanted
}

/** The intention is on disk before the name appears, so a crash between the two is recognised and not repeated. */
async function publishFinished(
  context: RunContext,
  { item, attempt }: Collecting,
  { finished, wanted }: Finished,
): Promise<void> {
  const { outputs, database } = context
  const { format, width, height, bytes, sha256 } = finished.facts
  const made = { path: finished.path, sha256, bytes, format, width, height }
  const output: NewOutput = {
    itemId: item.id,
    attemptId: attempt.id,
    number: wanted.number,
    isFlagged: wanted.image.flagged || attempt.result?.nsfwDetected === true,
    state: 'publishing',
    ...made,
  }
  try {
    database.transaction('full', () => outputs.put(output))
    const path = await publishOrKeep(context, output, publishTask(context, { item, output, file: finished.path }))
    setPublished(context, { attempt, output }, path)
  } finally {
    await discardWork(finished.path)
  }
}

/** Where the result cannot be written, its bytes move to the library before the failure is told. */
async function publishOrKeep({ files, outputs }: RunContext, output: NewOutput, task: PublishTask): Promise<string> {
  try {
    return await files.publish(task)
  } catch (thrown) {
    if (!cannotWrite(thrown)) throw thrown
    const path = await files.keep({ path: task.file }, { ...keyOf(output), extension: task.extension })
    outputs.put({ ...output, state: 'kept', path })
    throw thrown
  }
}

function cannotWrite(thrown: unknown): boolean {
  const { code } = toFailure(thrown)
  return code === 'disk-full' || code === 'output-unwritable'
}

interface Placed {
  readonly attempt: { readonly id: string }
  readonly output: NewOutput
}

function setPublished({ database, outputs }: RunContext, { attempt, output }: Placed, path: string): void {
  database.transaction('full', () => outputs.setState(attempt.id, output.number, { state: 'published', path }))
}

function keyOf({ attemptId, number, format }: NewOutput): RecoveryKey & { readonly extension: string } {
  return { attemptId, index: number, extension: pictureFormats[format].extension }
}

interface ToPublish {
  readonly item: Collecting['item']
  readonly output: NewOutput
  readonly file: string
}

function publishTask({ batch }: RunContext, { item, output, file }: ToPublish): PublishTask {
  const first = item.targets[0] ?? item.id
  return {
    file,
    folder: batch.outputFolder,
    target: item.targets[output.number] ?? `${first}-${output.number + 1}`,
    extension: pictureFormats[output.format].extension,
    conflict: batch.recipe.output.conflict,
    sha256: output.sha256,
  }
}
