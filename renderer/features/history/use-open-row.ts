import { useStores } from '../../app/stores.ts'
import { rowAt } from './rows/row-pages.ts'
import { useShowInBatch } from './use-show-in-batch.ts'

/** Opens the current row: a result in the loupe, anything else in its batch. */
export function useOpenRow(): () => void {
  const { history, place } = useStores()
  const showInBatch = useShowInBatch()
  return () => {
    const { current, rows } = history.getState()
    const row = current === null ? null : rowAt(rows, current.position)
    if (row === null) return
    if (row.result === null) showInBatch(row)
    else place.setState({ view: 'loupe' })
  }
}
