import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { formatUsd, noMoney } from '../../shared/domain/money.ts'
import { pictureFormats } from '../../shared/domain/picture.ts'
import { toFailure, type ErrorCode, type Failure } from '../../shared/errors.ts'
import type { Item } from '../history/items.ts'
import type { NewOutput, Output } from '../history/outputs.ts'
import { CallFailure, type ResultImage } from '../providers/provider.ts'
import type { Attempt } from './attempts.ts'
import type { JournalItem } from './journal.ts'
import { makeOutput, type FinishedFile } from './make-output.ts'
import type { PublishTask } from './output-files.ts'
import { retryFree } from './retry.ts'
import { callContext, retrying, type RunContext } from './run-context.ts'

interface Collecting {
  readonly item: Item
  readonly entry: JournalItem
  readonly attempt: Attempt
}

/**
 * Brings every picture of a paid result to disk and marks the item done after the last one. It can be called again
 * after any interruption and goes on with what is missing; nothing in it is paid.
 */
export async function collectItem(context: RunContext, collecting: Collecting): Promise<void> {
  const { journal, outputs } = context
  const { item, entry, attempt } = collecting
  const images = attempt.result?.images ?? []
  if (images.length === 0) {
    return journal.lost(entry, attempt, { cost: null, failure: withoutPicture(attempt), status: 'failed' })
  }
  journal.item(item.id, { status: 'fetching' })
  const known = outputs.ofAttempt(attempt.id)
  for (const [number, image] of images.entries()) {
    const output = known.find((candidate) => candidate.number === number)
    if (output?.state === 'published') continue
    const isThere = output !== undefined && (await placeKnown(context, collecting, output))
    if (!isThere && !(await placeNew(context, collecting, { image, number }))) return
  }
  journal.item(item.id, { status: 'done' }, 'full')
}

function withoutPicture({ result, cost }: Attempt): Failure {
  const charged = `The service charged ${formatUsd(cost ?? noMoney)} for it and returned no picture`
  return result?.nsfwDetected === true
    ? { code: 'content-refused', message: `${charged}, because it declined the content.` }
    : { code: 'provider-failed', message: `${charged}.` }
}

/** Takes up an output that an earlier run left half-way; false when it has to be made again. */
async function placeKnown(context: RunContext, { item, attempt }: Collecting, output: Output): Promise<boolean> {
  const { files, outputs } = context
  const task = publishTask(context, { item, output, file: output.path })
  if (output.state === 'kept') {
    await publishOutput(context, output, task)
    await rm(output.path, { force: true })
    return true
  }
  const path = await files.findPublished(task)
  if (path !== null) outputs.setState(attempt.id, output.number, { state: 'published', path })
  return path !== null
}

interface Wanted {
  readonly image: ResultImage
  readonly number: number
}

/** Fetches, checks, finishes and publishes one picture. False: it cannot be had any more, and the journal says so. */
async function placeNew(context: RunContext, collecting: Collecting, { image, number }: Wanted): Promise<boolean> {
  const { attempt, entry, item } = collecting
  const work = join(context.workFolder, `result-${randomUUID()}`)
  try {
    const received = await receive(context, collecting, { image, number, work })
    if (received === null) return false
    context.journal.item(item.id, { status: 'finishing' })
    const finished = await makeOutput(context, { item, attempt, received, work })
    await publishFinished(context, collecting, { finished, number, isFlagged: image.flagged })
    if (image.kind === 'file') await rm(image.path, { force: true })
    return true
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || thrown.kind !== 'refused') throw thrown
    const isFree = attempt.price === 0
    const failure = {
      code: 'result-lost',
      message: `The result cannot be fetched any more: ${thrown.message}`,
    } as const
    context.journal.lost(entry, attempt, { cost: null, failure, status: isFree ? 'queued' : 'failed' })
    return false
  } finally {
    await rm(work, { force: true })
  }
}

interface Receiving extends Wanted {
  readonly work: string
}

/** Downloads and decodes a result; one that does not decode is fetched once more, then kept for a look and given up. */
async function receive(context: RunContext, { entry, attempt }: Collecting, { image, number, work }: Receiving) {
  for (let tries = 1; ; tries += 1) {
    await fetchFresh(context, attempt, { image, number, work })
    try {
      return { path: work, facts: await context.images.check(work) }
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (!isAboutPicture(failure.code)) throw thrown
      if (tries === 1 && image.kind === 'url') {
        await rm(work, { force: true })
        continue
      }
      const path = await context.files.keep(
        { path: work },
        { attemptId: attempt.id, index: number, extension: 'broken' },
      )
      const message = `What the service returned is not a whole picture (${failure.message}). Its bytes are kept at ${path}.`
      context.journal.lost(entry, attempt, {
        cost: null,
        failure: { code: 'result-invalid', message },
        status: 'failed',
      })
      return null
    }
  }
}

/**
 * Links expire and hosts move: one that gives nothing is asked for afresh once, where the service can (Runflow §5). When
 * the service cannot be asked either, the first failure says more.
 */
async function fetchFresh(context: RunContext, attempt: Attempt, { image, number, work }: Receiving): Promise<void> {
  const fetchOne = (wanted: ResultImage): Promise<unknown> =>
    retryFree(async () => context.provider.fetchImage(wanted, work, await callContext(context)), retrying(context))
  try {
    await fetchOne(image)
  } catch (thrown) {
    if (!(thrown instanceof CallFailure) || image.kind !== 'url' || attempt.runId === null) throw thrown
    const call = await callContext(context)
    const again = await retryFree(
      () => context.provider.poll(attempt.runId ?? '', { resign: true }, call),
      retrying(context),
    )
    const fresh = again.kind === 'finished' ? again.result.images[number] : undefined
    if (fresh === undefined) throw thrown
    await fetchOne(fresh)
  }
}

interface Finished {
  readonly finished: FinishedFile
  readonly number: number
  readonly isFlagged: boolean
}

async function publishFinished(
  context: RunContext,
  { item, attempt }: Collecting,
  { finished, number, isFlagged }: Finished,
): Promise<void> {
  const { path, facts } = finished
  const { format, width, height, bytes, sha256 } = facts
  const owner = {
    itemId: item.id,
    attemptId: attempt.id,
    number,
    isFlagged: isFlagged || attempt.result?.nsfwDetected === true,
  }
  const output: NewOutput = { ...owner, state: 'publishing', path, sha256, bytes, format, width, height }
  try {
    await publishOutput(context, output, publishTask(context, { item, output, file: path }))
  } catch (thrown) {
    const { code } = toFailure(thrown)
    if (code !== 'disk-full' && code !== 'output-unwritable') throw thrown
    const key = { attemptId: attempt.id, index: number, extension: pictureFormats[format].extension }
    const keptPath = await context.files.keep({ path }, key)
    context.outputs.put({ ...output, state: 'kept', path: keptPath })
    throw thrown
  } finally {
    await rm(path, { force: true })
  }
}

/** The intention is on disk before the name appears, so a crash between the two is recognised and not repeated. */
async function publishOutput(
  { files, outputs, database }: RunContext,
  output: NewOutput,
  task: PublishTask,
): Promise<void> {
  if (output.state === 'publishing') database.transaction('full', () => outputs.put(output))
  const path = await files.publish(task)
  database.transaction('full', () => outputs.setState(output.attemptId, output.number, { state: 'published', path }))
}

function publishTask(
  { batch }: RunContext,
  { item, output, file }: { item: Item; output: NewOutput; file: string },
): PublishTask {
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

function isAboutPicture(code: ErrorCode): boolean {
  return code.startsWith('picture-')
}
