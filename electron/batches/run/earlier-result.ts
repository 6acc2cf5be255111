import { stat } from 'node:fs/promises'
import { sep } from 'node:path'
import type { SkipReason } from '../../../shared/domain/item.ts'
import type { Batch } from '../../history/batches.ts'
import type { Output } from '../../history/outputs.ts'
import type { RunContext } from './run-context.ts'

export interface EarlierResult {
  readonly reason: SkipReason
  readonly linkedItemId: string
  /** It was moved to the bin: paid for, and not wanted any more. */
  readonly isBinned: boolean
}

interface Known extends Pick<RunContext, 'outputs' | 'model'> {
  readonly batch: Pick<Batch, 'id' | 'mode' | 'outputFolder'> & { readonly again: boolean }
}

/**
 * The item that already holds, or is about to hold, what this one would pay for again. A result that was moved to the bin
 * counts: whoever rejected it is not made to pay for it once more unasked. A free model is only skipped where its result
 * already lies in this output folder, because making it again costs nothing.
 */
export async function findEarlier(known: Known, itemId: string, contentKey: string): Promise<EarlierResult | null> {
  const { outputs, batch, model } = known
  if (batch.again) return null
  for (const candidate of outputs.sameContent(contentKey, batch.mode, itemId)) {
    if (candidate.status !== 'done') {
      if (model.provider !== 'local') return toEarlier('duplicate', candidate.itemId)
      continue
    }
    const files = outputs.ofItem(candidate.itemId)
    if (!(await isResultThere(known, files))) continue
    const isBinned = files.some(({ binnedAt }) => binnedAt !== null)
    return { ...toEarlier('already-done', candidate.itemId), isBinned }
  }
  return null
}

function toEarlier(reason: SkipReason, linkedItemId: string): EarlierResult {
  return { reason, linkedItemId, isBinned: false }
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
  return begun === undefined ? null : toEarlier('duplicate', begun.itemId)
}

/** A result counts while all its files are in the bin or where the journal says, with the size it says. */
async function isResultThere({ batch, model }: Known, files: readonly Output[]): Promise<boolean> {
  const published = files.filter(({ state }) => state === 'published')
  if (published.length === 0) return false
  const isFree = model.provider === 'local'
  if (isFree && !published.every(({ path }) => path.startsWith(batch.outputFolder + sep))) return false
  const sizes = await Promise.all(published.map(({ path }) => sizeOf(path)))
  return published.every(({ bytes, binnedAt }, index) => sizes[index] === bytes || (!isFree && binnedAt !== null))
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size
  } catch {
    return null // A file that is gone or out of reach is no result to offer.
  }
}
