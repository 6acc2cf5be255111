import { useCallback, useMemo, useState } from 'react'
import { useFrom, useStores } from '../../../app/stores.ts'
import { everything } from '../../../../shared/ipc/history-query.ts'
import type { HistoryState } from '../rows/history-store.ts'
import { findsTheSame } from './same-query.ts'

export interface FilterPanelSwitch {
  readonly isShown: boolean
  /** It lies over the pictures, for there is no room beside them. */
  readonly isOver: boolean
  readonly toggle: () => void
}

/** Its name among what is closed in the window. */
const filterPanel = 'history-filters'
/** Narrower than this, pictures and filters do not fit beside each other. */
const roomyPx = 620

/** Whether the filters are shown: as they were left where there is room for them, and only for a moment where not. */
export function useFilterPanel(width: number): FilterPanelSwitch {
  const { layout } = useStores()
  const [isOpen, setOpen] = useState(false)
  const isKept = useFrom('layout', ({ closedSections }) => !closedSections.includes(filterPanel))
  const isOfUse = useFrom('history', hasAnything)
  const isOver = width < roomyPx
  const toggle = useCallback(() => {
    if (isOver) setOpen((before) => !before)
    else
      layout.setState(({ closedSections }) => ({
        closedSections: closedSections.includes(filterPanel)
          ? closedSections.filter((other) => other !== filterPanel)
          : [...closedSections, filterPanel],
      }))
  }, [layout, isOver])
  const isShown = isOfUse && (isOver ? isOpen : isKept)
  return useMemo(() => ({ isShown, isOver, toggle }), [isShown, isOver, toggle])
}

/** There is something to be filtered, or filtered away. */
export function hasAnything({ shown }: HistoryState): boolean {
  return shown === null || shown.answer.total > 0 || !findsTheSame(shown.query, everything)
}
