import type { Database } from '../history/database.ts'
import type { Outputs } from '../history/outputs.ts'
import { countToVerify, setPath } from './outputs-to-verify.ts'
import { verifyOutputs, type VerifiedOutput, type VerifyRequest } from './verify.ts'

/** Proves that results still are what was written. Needs no lease, no key and no network. */
export interface Verify {
  /** Results that `run` will look at. */
  count(batchId: string | null): number
  run(request: VerifyRequest): AsyncIterable<VerifiedOutput>
  /** Takes the places where moved results were found for theirs from now on. Moves no file. */
  relink(moved: readonly Pick<VerifiedOutput, 'id' | 'foundAt'>[]): number
}

interface Dependencies {
  readonly database: Database
  readonly outputs: Pick<Outputs, 'isOutput'>
  readonly now: () => Date
}

export function createVerify({ database, outputs, now }: Dependencies): Verify {
  return {
    count: (batchId) => countToVerify(database, batchId),
    run: (request) => verifyOutputs({ database, now, isOutput: outputs.isOutput }, request),
    relink: (moved) =>
      database.transaction('full', () => {
        const at = now().toISOString()
        const found = moved.flatMap(({ id, foundAt }) => (foundAt === null ? [] : [{ id, path: foundAt, at }]))
        for (const output of found) setPath(database, output)
        return found.length
      }),
  }
}
