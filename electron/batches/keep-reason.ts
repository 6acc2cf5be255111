import { toFailure } from '../../shared/errors.ts'
import { isCancelled } from './cancel.ts'
import type { Engine } from './engine.ts'

/**
 * A batch whose run could not begin or broke off is paused with its reason, so that it stays on every list. One that was
 * cancelled keeps that reason: it must not be sent because of another.
 */
export function keepReason({ batches }: Pick<Engine, 'batches'>, batchId: string, thrown: unknown): void {
  const batch = batches.get(batchId)
  if (batch.status === 'done' || batch.status === 'cancelled' || isCancelled(batch)) return
  batches.setStatus(batchId, 'paused', toFailure(thrown))
}
