import { stat } from 'node:fs/promises'
import { sep } from 'node:path'
import type { SkipReason } from '../../shared/domain/item.ts'
import type { Batch } from '../history/batches.ts'
import type { Output } from '../history/outputs.ts'
import type { RunContext } from './run-context.ts'

export interface EarlierResult {
  readonly reason: SkipReason
  readonly linkedItemId: string
}

interface Known extends Pick<RunContext, 'outputs' | 'model'> {
  readonly batch: Pick<Batch, 'id' | 'mode' | 'outputFolder'> & { readonly again: boolean }
}

/**
 * The item that already holds, or is about to hold, what this one would pay for again. A free model is only skipped
 * where its result already lies in this output folder, because making it again costs nothing.
 */
export async function findEarlier(known: Known, itemId: string, contentKey: string): Promise<EarlierResult | null> {
  const { outputs, batch, model } = known
  if (batch.again) return null
  for (const candidate of outputs.sameContent(contentKey, batch.mode, itemId)) {
    if (candidate.status !== 'done') {
      if (model.provider !== 'local') return { reason: 'duplicate', linkedItemId: candidate.itemId }
      continue
    }
    const files = outputs.ofItem(candidate.itemId)
    if (await isResultThere(known, files)) return { reason: 'already-done', linkedItemId: candidate.itemId }
  }
  return null
}

/**
 * The same question once more in the instant before money is reserved, about requests that began since: two equal items
 * may have been prepared side by side. It asks no disk, so nothing can happen between the answer and the reservation.
 */
export function findBegun({ outputs, batch, model }: Known, itemId: string, contentKey: string): EarlierResult | null {
  if (batch.again || model.provider === 'local') return null
  const begun = outputs
    .sameContent(contentKey, batch.mode, itemId)
    .find(({ batchId, status }) => status !== 'done' || batchId === batch.id)
  return begun === undefined ? null : { reason: 'duplicate', linkedItemId: begun.itemId }
}

/** A result counts while all its files are where the journal says, with the size it says. */
async function isResultThere({ batch, model }: Known, files: readonly Output[]): Promise<boolean> {
  const published = files.filter(({ state }) => state === 'published')
  if (published.length === 0) return false
  if (model.provider === 'local' && !published.every(({ path }) => path.startsWith(batch.outputFolder + sep)))
    return false
  const sizes = await Promise.all(published.map(({ path }) => sizeOf(path)))
  return published.every(({ bytes }, index) => sizes[index] === bytes)
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch {
    return null // A file that is gone or out of reach is no result to offer.
  }
}
