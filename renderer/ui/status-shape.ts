import type { ItemStatus } from '../../shared/domain/item.ts'

export type StatusShape = 'idle' | 'running' | 'done' | 'parked' | 'unresolved' | 'failed' | 'cancelled' | 'skipped'

/** Every phase of work looks alike, and every end has a shape of its own. */
const shapes: Readonly<Record<ItemStatus, StatusShape>> = {
  planned: 'idle',
  queued: 'idle',
  preparing: 'running',
  reserved: 'running',
  submitting: 'running',
  accepted: 'running',
  waiting: 'running',
  fetching: 'running',
  finishing: 'running',
  done: 'done',
  parked: 'parked',
  unresolved: 'unresolved',
  failed: 'failed',
  cancelled: 'cancelled',
  skipped: 'skipped',
}

/** The shape that stands for a status. */
export function shapeOf(status: ItemStatus): StatusShape {
  return shapes[status]
}
