import { copyFile, constants, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { PictureFacts } from '../../../shared/domain/picture.ts'
import type { OutputRules } from '../../../shared/domain/output-rules.ts'
import { AppError, toFailure, type Failure } from '../../../shared/errors.ts'
import type { Item } from '../../history/items.ts'
import type { FinishTask } from '../../images/images.ts'
import { writingTo } from '../../library/output-failure.ts'
import type { Attempt } from '../journal/attempts.ts'
import { patiently } from './patiently.ts'
import { isAboutPicture } from './receive-result.ts'
import type { RunContext } from './run-context.ts'
import { discardWork } from './work-folder.ts'

export interface ReceivedFile {
  readonly path: string
  readonly facts: PictureFacts
}

export interface FinishedFile {
  readonly path: string
  /** Of the finished bytes, metadata included. */
  readonly facts: PictureFacts
}

interface Making {
  readonly item: Item
  readonly attempt: Attempt
  readonly received: ReceivedFile
  /** Of the result among those of its attempt, from 0. */
  readonly number: number
}

/**
 * Applies the output rules and writes metadata and provenance. The received file stays as it is, because it is paid for:
 * where what was made of it is no picture, it is published instead.
 */
export async function makeOutput(context: RunContext, making: Making): Promise<FinishedFile> {
  const { item, received } = making
  const path = `${received.path}-finished`
  const task = finishTask(context, { item, received, target: path })
  try {
    if (needsNewPixels(task, received.facts)) await finishOrKeep(context, task, item)
    else await copyAsReceived(task)
    await writeMetadata(context, making, path)
    return { path, facts: await checkFinished(context, making, task) }
  } catch (thrown) {
    await discardWork(path)
    throw thrown
  }
}

function finishTask(
  { batch, sources }: RunContext,
  { item, received, target }: { item: Item; received: ReceivedFile; target: string },
): FinishTask {
  const rules = batch.recipe.output
  const original = sources.get(item.sourceId)?.facts ?? null
  const hasProfile = original !== null && original.profile !== null
  return {
    source: received.path,
    target,
    format: rules.format === 'received' || rules.format === received.facts.format ? null : rules.format,
    quality: rules.quality,
    size: sizeChange(rules, original, received.facts),
    background: received.facts.hasAlpha ? rules.background : null,
    profileOf: rules.profile === 'source' && hasProfile ? item.sourcePath : null,
  }
}

function sizeChange({ size }: OutputRules, original: PictureFacts | null, received: PictureFacts): FinishTask['size'] {
  if (size === 'received' || original === null) return null
  if (original.width === received.width && original.height === received.height) return null
  return { width: original.width, height: original.height }
}

/** A picture that lies on its side is turned: its metadata will say that it is upright. */
function needsNewPixels({ format, size, background, profileOf }: FinishTask, { orientation }: PictureFacts): boolean {
  return format !== null || size !== null || background !== null || profileOf !== null || orientation !== 1
}

/** What is paid for is published as it came where the output rules cannot be met; the log says which. */
async function finishOrKeep({ images, log }: RunContext, task: FinishTask, item: Item): Promise<void> {
  try {
    await images.finish(task)
  } catch (thrown) {
    const failure = failureOfPicture(thrown)
    log.warn('the output rules could not be met; the result is published as received', { item: item.id, failure })
    await rm(task.target, { force: true })
    await copyAsReceived(task)
  }
}

/** What the picture process says of this picture, or that it ended on it; anything else is thrown on. */
function failureOfPicture(thrown: unknown): Failure {
  const failure = toFailure(thrown)
  if (!isAboutPicture(failure.code) && failure.code !== 'worker-failed') throw thrown
  return failure
}

async function checkFinished(context: RunContext, { item, received }: Making, task: FinishTask): Promise<PictureFacts> {
  try {
    return await patiently(context, () => context.images.check(task.target))
  } catch (thrown) {
    const failure = failureOfPicture(thrown)
    context.log.warn('the finished result is no picture; it is published as received', { item: item.id, failure })
    await rm(task.target, { force: true })
    await copyAsReceived(task)
    return received.facts
  }
}

function copyAsReceived({ source, target }: FinishTask): Promise<void> {
  return writingTo(dirname(target), () => copyFile(source, target, constants.COPYFILE_FICLONE))
}

/** A picture that is paid for is never held back because its metadata cannot be written; the log says what is missing. */
async function writeMetadata(
  { metadata, batch, model, items, log }: RunContext,
  { item, attempt, number }: Making,
  target: string,
): Promise<void> {
  const { metadata: rule, keepGps } = batch.recipe.output
  const contentKey = items.contentKey(item.id)
  const provenance = {
    model: model.id,
    prompt: item.prompt,
    runId: attempt.runId,
    attemptId: attempt.id,
    itemId: item.id,
    sourceSha256: item.sourceSha256,
    isAiGenerated: model.provider !== 'local',
    isPractice: batch.mode === 'practice',
    number,
    batchId: batch.id,
    batchNumber: batch.number,
    ...(contentKey === null ? {} : { contentKey }),
  }
  try {
    await metadata.write({ target, source: item.sourcePath, provenance, rules: { metadata: rule, keepGps } })
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    log.warn('metadata could not be written', { item: item.id, failure: toFailure(thrown) })
  }
}
