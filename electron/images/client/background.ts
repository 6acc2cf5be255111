import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { BackgroundImages } from '../images.ts'
import { isThere, keptEdges, thumbnailPath } from '../thumbnail-files.ts'
import type { Request } from '../protocol.ts'
import type { Pool } from './pool.ts'

interface Options {
  readonly thumbnailsFolder: string
  /** The processes of those who wait for their pictures. */
  readonly foreground: Pick<Pool, 'idleMs'>
  readonly startPool: () => Pool
  /** A page that is scrolled asks again and again; between two of its requests nobody should start anything. */
  readonly quietMs: number
}

const shortestWaitMs = 10
const changed = z.object({ changed: z.number().min(0).max(1) })

export interface Background extends BackgroundImages {
  /** Somebody waits for a picture: what is under way is given up at once and begun anew when it is quiet. */
  giveWay(): void
}

/**
 * Work on pictures that nobody waits for, in one process of its own that the system runs when it has nothing else to do.
 * That is not enough: two halves of one core slow each other down whatever their priorities are, so it gives way as well.
 */
export function createBackground({ thumbnailsFolder, foreground, startPool, quietMs }: Options): Background {
  let pool: Pool | null = null
  let givenUp: Pool | null = null
  return { whenQuiet, keepThumbnails, measureChange, giveWay, rest }

  async function whenQuiet(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted()
      const idleMs = foreground.idleMs()
      if (idleMs !== null && idleMs >= quietMs) return
      await sleep(Math.max(shortestWaitMs, quietMs - (idleMs ?? 0)), undefined, { signal, ref: false }).catch(
        () => undefined, // Aborted, which is asked above.
      )
    }
  }

  async function run(request: Request, signal: AbortSignal): Promise<unknown> {
    for (;;) {
      await whenQuiet(signal)
      const current = (pool ??= startPool())
      try {
        return await current.run(request, 'later')
      } catch (thrown) {
        if (current !== givenUp) throw thrown
      }
    }
  }

  async function keepThumbnails(source: string, sha256: string, signal: AbortSignal): Promise<void> {
    const all = keptEdges.map((edge) => ({ edge, target: thumbnailPath(thumbnailsFolder, sha256, edge) }))
    const missing = await Promise.all(all.map(async ({ target }) => !(await isThere(target))))
    const [largest, ...others] = all.filter((_, index) => missing[index])
    if (largest === undefined) return
    await run({ op: 'thumbnail', task: { source, sha256, sizes: [largest, ...others] } }, signal)
  }

  async function measureChange(sourceSha256: string, resultSha256: string, signal: AbortSignal): Promise<number> {
    const [edge] = keptEdges
    const task = {
      source: thumbnailPath(thumbnailsFolder, sourceSha256, edge),
      result: thumbnailPath(thumbnailsFolder, resultSha256, edge),
    }
    return changed.parse(await run({ op: 'compare', task }, signal)).changed
  }

  function giveWay(): void {
    if (pool === null || pool.idleMs() !== null) return
    givenUp = pool
    void rest()
  }

  async function rest(): Promise<void> {
    const ending = pool
    pool = null
    await ending?.close()
  }
}
