import type { MouseEvent } from 'react'
import { useStores } from '../../../app/stores.ts'
import { useAsking } from '../../../app/use-asking.ts'
import { isHold } from '../../gallery/grid/use-grid-pointer.ts'
import { clickAt, selectNothing } from '../rows/history-selection.ts'

interface PointerHandlers {
  onClick(event: MouseEvent): void
  onDoubleClick(event: MouseEvent): void
}

/** One handler for all cells. */
export function useHistoryPointer(onOpen: () => void): PointerHandlers {
  const stores = useStores()
  const ask = useAsking()
  return {
    onClick: (event) => {
      if (isHold(event)) return
      const position = positionAt(event)
      const keeps = event.ctrlKey || event.metaKey
      if (position === null) {
        if (!event.shiftKey && !keeps) selectNothing(stores)
        return
      }
      void ask(() => clickAt(stores, position, { extends: event.shiftKey, keeps }))
      cellOf(event)?.focus({ preventScroll: true })
    },
    onDoubleClick: (event) => {
      if (positionAt(event) !== null && !isHold(event)) onOpen()
    },
  }
}

/** Place in the view of the cell an event happened on. */
export function positionAt(event: MouseEvent): number | null {
  const position = cellOf(event)?.dataset['position']
  return position === undefined ? null : Number(position)
}

function cellOf({ target }: MouseEvent): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-position]') : null
}
