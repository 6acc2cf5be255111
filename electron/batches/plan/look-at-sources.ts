import PQueue from 'p-queue'
import { AppError } from '../../../shared/errors.ts'
import type { PlanDependencies, PlanFile, SeenSource } from './plan-request.ts'

/** As many at a time as keeps every worker process busy. */
const atOnce = 8

/**
 * Decodes every picture once and keeps what it is, in the order given. A file that was seen before and has not changed
 * is not opened again. One broken picture is one failure; one that took too long is looked at once more when the others are
 * through, because a busy machine says nothing about it.
 */
export async function lookAtSources(
  files: readonly PlanFile[],
  { images, sources, signal, onProgress }: PlanDependencies,
): Promise<readonly SeenSource[]> {
  const queue = new PQueue({ concurrency: atOnce })
  let done = 0
  const looks = files.map((found) =>
    queue.add(async () => {
      if (signal.aborted) throw new AppError('cancelled', 'Reading the pictures was stopped.')
      const seen = await lookAt(found)
      done += 1
      onProgress({ phase: 'reading', done, total: files.length })
      return seen
    }),
  )
  const seen = await Promise.all(looks)
  return Promise.all(seen.map(async (one) => (isSlow(one) ? queue.add(() => lookAt(one.found)) : one)))

  async function lookAt(found: PlanFile): Promise<SeenSource> {
    const stamp = { path: found.path, bytes: found.bytes, modifiedMs: found.mtimeMs }
    const known = sources.unchanged(stamp)
    if (known !== null && known.facts !== null) return { found, source: known, failure: null }
    try {
      return { found, source: sources.put(stamp, await images.probe(found.path)), failure: null }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown
      return { found, source: sources.put(stamp, null), failure: { code: thrown.code, message: thrown.message } }
    }
  }
}

function isSlow({ failure }: SeenSource): boolean {
  return failure?.code === 'picture-timeout'
}
