import type { MouseEvent, PointerEvent } from 'react'
import { useStores } from '../../../app/stores.ts'
import { click, selectNone, type KeyOrder } from '../entries/selection.ts'

interface PointerOptions {
  readonly order: KeyOrder
  readonly onOpen: () => void
}

interface PointerHandlers {
  onClick(event: MouseEvent): void
  onDoubleClick(event: MouseEvent): void
}

/** One handler for all cells. */
export function useGridPointer({ order, onOpen }: PointerOptions): PointerHandlers {
  const { selection } = useStores()
  return {
    onClick: (event) => {
      if (isHold(event)) return
      const key = keyAt(event)
      const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey
      if (key === null) {
        if (isPlain) selection.setState(selectNone)
        return
      }
      selection.setState((state) =>
        click(state, { order, key, toggles: event.ctrlKey || event.metaKey, extends: event.shiftKey }),
      )
      cellOf(event)?.focus({ preventScroll: true })
    },
    onDoubleClick: (event) => {
      if (keyAt(event) !== null && !isHold(event)) onOpen()
    },
  }
}

type AnyPointer = MouseEvent | PointerEvent

/** On the mark that shows the source while it is pressed. */
export function isHold({ target }: AnyPointer): boolean {
  return target instanceof Element && target.closest('[data-hold]') !== null
}

export function keyAt(event: AnyPointer): string | null {
  return cellOf(event)?.dataset['key'] ?? null
}

function cellOf({ target }: AnyPointer): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null
}
