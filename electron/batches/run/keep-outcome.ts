import { toFailure } from '../../../shared/errors.ts'
import { worstCasePrice } from '../../../shared/models/price.ts'
import type { ResultImage, SubmitOutcome } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import type { JournalItem } from '../journal/journal.ts'
import type { OutputFiles } from './output-files.ts'
import { backOffMs } from './retry.ts'
import type { RunContext } from './run-context.ts'

interface Answered {
  readonly attempt: Attempt
  readonly outcome: SubmitOutcome
}

/** Some minutes in all: long enough to make room on a disk. */
const mostTries = 10
/** What a process that is asked to leave still waits: long enough for another program to have written. */
const lastWaitMs = 1_000

/**
 * Writes down what a paid request was answered. The answer may hold the only result there will ever be, so where it
 * cannot be written it is tried again for minutes, and nothing more is sent meanwhile. Also who is asked to leave tries
 * once more, because the answer goes with the process.
 */
export async function keepOutcome(context: RunContext, item: JournalItem, answered: Answered): Promise<void> {
  const { gate, log, leave } = context
  for (let tries = 1, isLast = false; ; tries += 1) {
    try {
      await writeDown(context, item, answered)
      return
    } catch (thrown) {
      gate.close(toFailure(thrown))
      log.error('the answer to a paid request cannot be written down', thrown)
      if (isLast) throw thrown
      await waitToWrite(context, tries)
      isLast = leave.aborted || tries + 1 >= mostTries
    }
  }
}

async function waitToWrite({ clock, random, leave }: RunContext, tries: number): Promise<void> {
  try {
    await clock.sleep(backOffMs(null, tries, random), leave)
  } catch (thrown) {
    if (!leave.aborted) throw thrown
    await clock.sleep(lastWaitMs, new AbortController().signal)
  }
}

async function writeDown(
  { journal, model, batch, files }: RunContext,
  item: JournalItem,
  { attempt, outcome }: Answered,
): Promise<void> {
  if (outcome.kind === 'accepted') {
    journal.accepted(item, attempt, { runId: outcome.runId, requestId: outcome.requestId })
    return
  }
  const estimate = { amount: worstCasePrice(model, batch.recipe.parameters), source: 'estimate' } as const
  const cost = outcome.result.cost ?? estimate
  const images = await Promise.all(
    outcome.result.images.map((image, index) => holdInline(files, attempt, { image, index })),
  )
  journal.succeeded(item, attempt, { runId: outcome.runId, result: { ...outcome.result, images }, cost })
}

/**
 * Takes up a result that came inside a reply and was put on disk just before the journal could say so. False when there
 * is none.
 */
export async function adoptReceived(
  { journal, files }: RunContext,
  item: JournalItem,
  attempt: Attempt,
): Promise<boolean> {
  const paths = await files.listKept({ attemptId: attempt.id, extension: receivedExtension })
  if (paths.length === 0) return false
  const images = paths.map((path) => ({ kind: 'file', path, flagged: false }) as const)
  const cost = { amount: attempt.price, source: 'estimate' } as const
  const result = { images, cost, seed: null, nsfwDetected: null, isPartial: false, requestId: null }
  journal.succeeded(item, attempt, { runId: null, result, cost })
  return true
}

const receivedExtension = 'received'

/** A result that came inside the reply exists nowhere else, so its bytes are on disk before the journal says they are. */
async function holdInline(
  files: OutputFiles,
  { id }: Attempt,
  { image, index }: { readonly image: ResultImage; readonly index: number },
): Promise<ResultImage> {
  if (image.kind !== 'base64') return image
  const bytes = Buffer.from(image.base64.replace(/^data:[^,]*,/, ''), 'base64')
  const path = await files.keep({ bytes }, { attemptId: id, index, extension: receivedExtension })
  return { kind: 'file', path, flagged: image.flagged }
}
