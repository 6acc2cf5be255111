import type { PageEvent } from '../../shared/ipc/contract.ts'
import type { Request } from './request.ts'

const latestBatches = 50

/** Says as events what may have changed while nobody listened, so that stores need to know of no gaps. */
export async function resync(request: Request, emit: (event: PageEvent) => void): Promise<void> {
  emit({ name: 'settings', payload: await request('settings:read') })
  emit({ name: 'intake', payload: await request('intake:read') })
  const { total } = await request('sources:list', { after: -1, limit: 1 })
  emit({ name: 'sources', payload: { total, rows: [], isWhole: true } })
  const { rows } = await request('batches:list', { before: null, limit: latestBatches })
  for (const row of rows) emit({ name: 'batch', payload: { row, items: [], isPartial: true } })
  emit({ name: 'history', payload: null })
  emit({ name: 'keys', payload: await request('keys:read') })
}
