import { toFailure } from '../../shared/errors.ts'
import type { Engine } from './engine.ts'

/** A batch whose run could not begin or broke off is paused with its reason, so that it stays on every list. */
export function keepReason({ batches }: Pick<Engine, 'batches'>, batchId: string, thrown: unknown): void {
  const { status } = batches.get(batchId)
  if (status === 'done' || status === 'cancelled') return
  batches.setStatus(batchId, 'paused', toFailure(thrown))
}
