import { useEffect, useRef } from 'react'
import { useStores } from '../../../app/stores.ts'
import { keepShown, nothingSelected } from './selection.ts'
import { shownOf, type Shown } from './shown.ts'

/** Another place begins without a selection; a filter or search that hides what is selected ends its selection. */
export function useSelectionUpkeep({ placeKey }: Shown): void {
  const stores = useStores()
  const { selection, place } = stores
  const lastPlace = useRef(placeKey)
  useEffect(() => {
    if (lastPlace.current !== placeKey) selection.setState(nothingSelected)
    lastPlace.current = placeKey
  }, [selection, placeKey])
  useEffect(
    () =>
      place.subscribe((now, before) => {
        if (now.filter === before.filter && now.search === before.search) return
        selection.setState((state) => keepShown(state, shownOf(stores).order))
      }),
    [place, selection, stores],
  )
}
