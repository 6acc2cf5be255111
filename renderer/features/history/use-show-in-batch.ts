import type { HistoryRow } from '../../../shared/ipc/history-rows.ts'
import { useStores } from '../../app/stores.ts'

/** Goes to the batch of a row, with its item selected. */
export function useShowInBatch(): (row: HistoryRow) => void {
  const { place, selection } = useStores()
  return ({ batchId, itemId }) => {
    selection.setState({ selected: new Set([itemId]), anchor: itemId, current: itemId })
    place.setState({ place: { kind: 'batch', batchId }, search: '', filter: 'all' })
  }
}
