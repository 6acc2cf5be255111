import { useMemo } from 'react'
import type { Selection } from '../../../../shared/ipc/inputs.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { selectedSourceIds, useShown } from '../../gallery/entries/shown.ts'

/** The pictures a run would be about. */
export interface Meant {
  readonly selection: Selection | null
  readonly count: number
  /** Whether the user picked them, or everything that is shown is meant. */
  readonly isSelected: boolean
}

export function useMeant(): Meant {
  const stores = useStores()
  const shown = useShown()
  const place = useFrom('place', (state) => state.place)
  const selected = useFrom('selection', (state) => state.selected)
  return useMemo(() => {
    // What is meant depends on these three; `selectedSourceIds` reads them from the stores itself.
    const selection = place.kind === 'table' && shown.isLoaded ? selectedSourceIds(stores) : null
    return { selection, count: countOf(selection, shown.total), isSelected: selected.size > 0 }
  }, [stores, shown, place, selected])
}

function countOf(selection: Selection | null, total: number): number {
  if (selection === null) return 0
  return 'ids' in selection ? selection.ids.length : total
}
