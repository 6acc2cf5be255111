import type { MouseEvent, ReactNode } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { cellId } from './grid/grid-cell.tsx'
import { click } from './entries/selection.ts'
import type { Shown } from './entries/shown.ts'
import { keyAt } from './grid/use-grid-pointer.ts'
import { usePictureItems } from './use-picture-items.tsx'

interface PictureMenuProps {
  readonly shown: Shown
  readonly children: ReactNode
}

/** What can be done with the picture under the pointer, or with all that are selected where it is one of them. */
export function PictureMenu({ shown, children }: PictureMenuProps) {
  const t = useTranslate()
  const { selection } = useStores()
  const isGrid = useFrom('place', ({ view }) => view === 'grid')
  const items = usePictureItems(shown)
  const { order } = shown

  const ask = (event: MouseEvent): boolean => {
    const key = keyAt(event) ?? (isGrid ? null : selection.getState().current)
    if (key === null || order.indexOf(key) === -1) return false
    selection.setState((state) =>
      state.selected.has(key) ? { current: key } : click(state, { order, key, toggles: false, extends: false }),
    )
    return true
  }
  const focusAfter = (): HTMLElement | null => {
    const { current } = selection.getState()
    const cell = current === null ? null : document.getElementById(cellId(current))
    return cell ?? document.querySelector<HTMLElement>('[data-stage]')
  }
  return (
    <ContextMenu className="gallery__area" label={t('gallery.menu')} items={items} onAsk={ask} focusAfter={focusAfter}>
      {children}
    </ContextMenu>
  )
}
