import type { FileVerdict } from '../../shared/domain/review.ts'
import type { Database } from '../history/database.ts'
import { mapBounded } from '../library/bounded.ts'
import { systemCode } from '../library/file-system.ts'
import { findMoved } from './find-moved.ts'
import { hashFile } from './hash-file.ts'
import { keepVerdicts, nextToVerify, type OutputToVerify } from './outputs-to-verify.ts'

export interface VerifiedOutput {
  readonly id: string
  readonly itemId: string
  readonly batchNumber: number
  readonly source: string
  readonly path: string
  readonly verdict: FileVerdict
  /** Where its bytes are now; only for `moved`. */
  readonly foundAt: string | null
}

export interface VerifyRequest {
  /** null: every batch. */
  readonly batchId: string | null
  /** Searched for what is missing, besides the folders the results were written to. Absolute. */
  readonly lookIn: readonly string[]
  readonly signal: AbortSignal
}

interface Dependencies {
  readonly database: Database
  readonly now: () => Date
  readonly isOutput: (path: string) => boolean
}

const atOnce = 4
const pageSize = 64

/**
 * Hashes every result that was put in its place, in the order they were made; what is missing comes last, once it was
 * looked for. Remembers each verdict and changes no file. Rejects with the signal's reason when it is stopped; what was
 * judged by then is remembered.
 */
export async function* verifyOutputs(
  dependencies: Dependencies,
  request: VerifyRequest,
): AsyncIterable<VerifiedOutput> {
  const { database, now } = dependencies
  const missing: OutputToVerify[] = []
  const folders = new Set(request.lookIn)
  for (let after = 0; ;) {
    const page = nextToVerify(database, request.batchId, { after, limit: pageSize })
    const verdicts = await mapBounded(page, atOnce, (output) => judge(output, request.signal))
    const judged = page.map((output, index) => ({ output, verdict: verdicts[index] ?? 'missing' }))
    const there = judged.filter(({ verdict }) => verdict !== 'missing')
    keepVerdicts(database, toVerdicts(there), now().toISOString())
    for (const { output, verdict } of judged) {
      folders.add(output.outputFolder)
      if (verdict === 'missing') missing.push(output)
      else yield toVerified(output, verdict)
    }
    after = page.at(-1)?.rowId ?? after
    if (page.length < pageSize) break
  }
  yield* lookForMissing(dependencies, missing, { folders: [...folders], signal: request.signal })
}

async function* lookForMissing(
  { database, now, isOutput }: Dependencies,
  missing: readonly OutputToVerify[],
  { folders, signal }: { readonly folders: readonly string[]; readonly signal: AbortSignal },
): AsyncIterable<VerifiedOutput> {
  const places = await findMoved(
    missing.map(({ id, sha256, bytes }) => ({ outputId: id, sha256, bytes })),
    { folders, isTaken: isOutput, signal },
  )
  const judged = missing.map((output) => ({
    output,
    verdict: places.has(output.id) ? ('moved' as const) : ('missing' as const),
  }))
  keepVerdicts(database, toVerdicts(judged), now().toISOString())
  for (const { output, verdict } of judged) yield toVerified(output, verdict, places.get(output.id))
}

async function judge({ path, sha256, isReplaced }: OutputToVerify, signal: AbortSignal): Promise<FileVerdict> {
  signal.throwIfAborted()
  if (isReplaced) return 'replaced'
  try {
    return (await hashFile(path, signal)) === sha256 ? 'unchanged' : 'edited'
  } catch (thrown) {
    const code = systemCode(thrown)
    if (signal.aborted) throw signal.reason
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'missing'
    if (code === null) throw thrown
    return 'unreadable'
  }
}

interface Judged {
  readonly output: OutputToVerify
  readonly verdict: FileVerdict
}

function toVerdicts(judged: readonly Judged[]): { id: string; verdict: FileVerdict }[] {
  return judged.map(({ output, verdict }) => ({ id: output.id, verdict }))
}

function toVerified(
  { id, itemId, batchNumber, source, path }: OutputToVerify,
  verdict: FileVerdict,
  foundAt: string | null = null,
): VerifiedOutput {
  return { id, itemId, batchNumber, source, path, verdict, foundAt }
}
