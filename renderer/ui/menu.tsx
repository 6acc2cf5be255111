import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'
import './menu.css'

export type MenuItem =
  | {
      readonly label: string
      readonly icon?: ReactNode
      readonly shortcut?: string | undefined
      readonly onSelect: () => void
      readonly isDisabled?: boolean | undefined
      readonly danger?: boolean | undefined
    }
  | 'separator'

interface MenuProps {
  /** A button. */
  readonly trigger: ReactElement
  readonly items: readonly MenuItem[]
}

export function Menu({ trigger, items }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className="menu__positioner" sideOffset={4} align="start" collisionPadding={8}>
          <Base.Popup className="menu">
            <MenuRows items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** What a menu holds, whatever opened it. */
export function MenuRows({ items }: { readonly items: readonly MenuItem[] }) {
  return items.map((item, index) =>
    item === 'separator' ? (
      // Separators have no identity of their own.
      // oxlint-disable-next-line react/no-array-index-key
      <Base.Separator key={`separator-${index}`} className="menu__separator" />
    ) : (
      <Row key={item.label} item={item} />
    ),
  )
}

function Row({ item }: { readonly item: Exclude<MenuItem, 'separator'> }) {
  return (
    <Base.Item
      className="menu__item"
      disabled={item.isDisabled === true}
      data-danger={item.danger === true ? '' : undefined}
      onClick={item.onSelect}
    >
      <span className="menu__icon" aria-hidden="true">
        {item.icon}
      </span>
      <span className="menu__label">{item.label}</span>
      {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
    </Base.Item>
  )
}
