import { rm } from 'node:fs/promises'
import { AppError, toFailure, type ErrorCode, type Failure } from '../../../shared/errors.ts'
import type { ResultImage } from '../../providers/provider.ts'
import type { Attempt } from '../journal/attempts.ts'
import { fetchPatiently } from './fetch-result.ts'
import type { ReceivedFile } from './make-output.ts'
import { patiently } from './patiently.ts'
import { backOffMs, mostTries } from './retry.ts'
import type { RunContext } from './run-context.ts'

/** One picture of a result, counted from 0. */
export interface Wanted {
  readonly image: ResultImage
  readonly number: number
}

export interface Receiving extends Wanted {
  /** Where the bytes go; not there yet. */
  readonly work: string
}

/**
 * Brings the bytes of a result here and decodes them. One that does not decode is fetched again, at once and then after a
 * while, because it is paid for; at last it is kept for a look and given up: the failure says where. Throws what keeps it
 * from being fetched or looked at.
 */
export async function receiveResult(
  context: RunContext,
  attempt: Attempt,
  receiving: Receiving,
): Promise<ReceivedFile | Failure> {
  const { image, number, work } = receiving
  const held = await findHeld(context, attempt, receiving)
  for (let tries = 1; ; tries += 1) {
    await fetchPatiently(context, attempt, { ...receiving, image: held ?? image })
    try {
      return { path: work, facts: await patiently(context, () => context.images.check(work)) }
    } catch (thrown) {
      const { code, message } = toFailure(thrown)
      if (!isAboutPicture(code)) throw thrown
      if (tries < mostTries && image.kind === 'url' && held === null && code !== 'picture-timeout') {
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

/**
 * Keeps downloaded bytes that cannot be worked on now, because by the next run their link may be dead, and returns the
 * failure with their place. A result that came with the answer lies on the disk already.
 */
export async function holdReceived(
  { files }: RunContext,
  attempt: Attempt,
  { because, ...receiving }: Receiving & { readonly because: unknown },
): Promise<unknown> {
  if (receiving.image.kind !== 'url') return because
  const path = await files.keep({ path: receiving.work }, heldKey(attempt, receiving))
  if (!(because instanceof AppError)) return because
  const message = `${because.message} What was received is kept at ${path} until it can be finished.`
  return new AppError(because.code, message, { cause: because })
}

/** The held bytes as a result that is here; null where there are none. */
export async function findHeld({ files }: RunContext, attempt: Attempt, wanted: Wanted): Promise<HeldImage | null> {
  const { image } = wanted
  if (image.kind === 'file') return image
  const path = await files.findKept(heldKey(attempt, wanted), null)
  return path === null ? null : { kind: 'file', path, flagged: image.flagged }
}

type HeldImage = Extract<ResultImage, { kind: 'file' }>

function heldKey({ id }: Attempt, { number }: Wanted) {
  return { attemptId: id, index: number, extension: 'held' }
}
