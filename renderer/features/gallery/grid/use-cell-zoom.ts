import { useEffect, type RefObject } from 'react'
import { largestCell, smallestCell } from '../../../app/layout/place-store.ts'
import { useStores } from '../../../app/stores.ts'
import { useCommand } from '../../../app/commands/use-command.ts'

const zoomStep = 1.2

/** The commands, Ctrl or Cmd and the wheel, or a pinch on a touch pad make cells larger and smaller. */
export function useCellZoom(scroller: RefObject<HTMLElement | null>): void {
  const { place } = useStores()
  const zoom = (factor: number): void =>
    place.setState(({ cellSize }) => ({ cellSize: clampCell(Math.round(cellSize * factor)) }))
  useCommand('zoom-in', () => zoom(zoomStep))
  useCommand('zoom-out', () => zoom(1 / zoomStep))
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      const factor = Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 400)
      place.setState(({ cellSize }) => ({ cellSize: clampCell(Math.round(cellSize * factor)) }))
    }
    // Not passive: the browser would zoom the whole page.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, place])
}

function clampCell(size: number): number {
  return Math.min(largestCell, Math.max(smallestCell, size))
}
