import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { MouseEvent, ReactNode } from 'react'
import { MenuRows, type MenuItem } from './menu.tsx'
import './menu.css'

interface ContextMenuProps {
  readonly className: string
  readonly label: string
  readonly items: readonly MenuItem[]
  /** Called before it opens, to choose what it is about; where it says no, nothing opens. */
  readonly onAsk: (event: MouseEvent) => boolean
  /** What has the focus when it closes. */
  readonly focusAfter: () => HTMLElement | null
  readonly children: ReactNode
}

/** An area with a menu at the pointer: right press, long press, or the menu key. */
export function ContextMenu({ className, label, items, onAsk, focusAfter, children }: ContextMenuProps) {
  return (
    <Base.Root>
      <Base.Trigger
        className={className}
        onContextMenu={(event) => {
          if (onAsk(event)) return
          event.preventDefault()
          event.preventBaseUIHandler()
        }}
      >
        {children}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner className="menu__positioner" collisionPadding={8}>
          <Base.Popup className="menu" aria-label={label} finalFocus={focusAfter}>
            <MenuRows items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
