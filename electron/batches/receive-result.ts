import { rm } from 'node:fs/promises'
import { AppError, toFailure, type ErrorCode, type Failure } from '../../shared/errors.ts'
import { CallFailure, type ResultImage } from '../providers/provider.ts'
import type { Attempt } from './attempts.ts'
import type { ReceivedFile } from './make-output.ts'
import { backOffMs, mostTries, retryFree } from './retry.ts'
import { callContext, retrying, type RunContext } from './run-context.ts'

/** One picture of a result, counted from 0. */
export interface Wanted {
  readonly image: ResultImage
  readonly number: number
}

interface Receiving extends Wanted {
  /** Where the bytes go; not there yet. */
  readonly work: string
}

/**
 * Downloads and decodes a result. One that does not decode is fetched again, at once and then after a while, because it
 * is paid for; at last it is kept for a look and given up: the failure says where. Throws what keeps it from being fetched.
 */
export async function receiveResult(
  context: RunContext,
  attempt: Attempt,
  { image, number, work }: Receiving,
): Promise<ReceivedFile | Failure> {
  for (let tries = 1; ; tries += 1) {
    await fetchFresh(context, attempt, { image, number, work })
    try {
      return { path: work, facts: await context.images.check(work) }
    } catch (thrown) {
      const { code, message } = toFailure(thrown)
      if (!isAboutPicture(code)) throw thrown
      if (tries < mostTries && image.kind === 'url') {
        await rm(work, { force: true })
        if (tries > 1) await context.clock.sleep(backOffMs(null, tries - 1, context.random), context.leave)
        continue
      }
      const key = { attemptId: attempt.id, index: number, extension: 'broken' }
      const path = await context.files.keep({ path: work }, key)
      return {
        code: 'result-invalid',
        message: `The result cannot be opened: ${message} Its bytes are kept at ${path}.`,
      }
    }
  }
}

export function isAboutPicture(code: ErrorCode): boolean {
  return code.startsWith('picture-')
}

const notNow = 'The service does not name the address of the result now.'

/**
 * Links expire and hosts move: one that gives nothing is asked for afresh once, where the service can (Runflow §5). A
 * service that cannot be asked now leaves the result for later; only its own word makes it lost.
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
    if (again.kind === 'working') throw new AppError('provider-unavailable', notNow)
    const fresh = again.kind === 'finished' ? again.result.images[number] : undefined
    if (fresh === undefined) throw thrown
    await fetchOne(fresh)
  }
}
