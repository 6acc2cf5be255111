import { AppError } from '../../../shared/errors.ts'
import { CallFailure, type ResultImage } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import { isSentWith } from '../journal/key-mark.ts'
import type { Receiving } from './receive-result.ts'
import { backOffMs, mostTries, retryFree } from './retry.ts'
import { callContext, retrying, type RunContext } from './run-context.ts'

const notNow = 'The service does not name the address of the result now.'
const otherKey = 'The link to the result is dead, and the service names a new one only under the key it was made with.'

/**
 * Brings the bytes of a result here. An address may give nothing for a moment (AIML API §2 promises none), and links
 * expire and hosts move: one that is refused is tried again after longer and longer pauses, afresh where the service can
 * name it anew (Runflow §5). A service that cannot be asked now, or not with the key in use, leaves the result for
 * later; only refusals to the end make it lost.
 */
export async function fetchPatiently(context: RunContext, attempt: Attempt, receiving: Receiving): Promise<void> {
  let { image } = receiving
  let isFresh = attempt.runId === null
  for (let refusals = 0; ;) {
    try {
      await fetchOne(context, { ...receiving, image })
      return
    } catch (thrown) {
      if (!(thrown instanceof CallFailure) || image.kind !== 'url') throw thrown
      if (thrown.kind === 'refused') refusals += 1
      else if (isFresh) throw thrown
      if (refusals === mostTries) throw thrown
      if (isFresh) await context.clock.sleep(backOffMs(null, refusals + 2, context.random), context.leave)
      const fresh = await askAfresh(context, attempt, receiving)
      if (fresh === null && thrown.kind !== 'refused') throw thrown
      image = fresh ?? image
      isFresh = true
    }
  }
}

function fetchOne(context: RunContext, { image, work }: Receiving): Promise<unknown> {
  return retryFree(async () => context.provider.fetchImage(image, work, await callContext(context)), retrying(context))
}

/** The result at its new address; null where the service names none. */
async function askAfresh(context: RunContext, attempt: Attempt, { number }: Receiving): Promise<ResultImage | null> {
  const { runId } = attempt
  if (runId === null) return null
  const call = await callContext(context)
  try {
    const again = await retryFree(() => context.provider.poll(runId, { resign: true }, call), retrying(context))
    if (again.kind === 'working') throw new AppError('provider-unavailable', notNow)
    if (again.kind === 'missing' && !isSentWith(attempt, call.apiKey)) throw new AppError('other-key', otherKey)
    return again.kind === 'finished' ? (again.result.images[number] ?? null) : null
  } catch (thrown) {
    if (thrown instanceof CallFailure && thrown.kind === 'refused') return null
    throw thrown
  }
}
