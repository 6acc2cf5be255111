import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'
import { Kbd } from './kbd.tsx'
import './tooltip.css'

interface TooltipProps {
  readonly text: string
  readonly shortcut?: string | undefined
  /** One element that takes a ref and the handlers of a button. */
  readonly children: ReactElement
}

/** A word on hover and focus. It repeats or explains; what must be known stands in the window itself. */
export function Tooltip({ text, shortcut, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <TooltipPopup text={text} shortcut={shortcut} />
    </Base.Root>
  )
}

export function TooltipPopup({ text, shortcut }: { readonly text: string; readonly shortcut?: string | undefined }) {
  return (
    <Base.Portal>
      <Base.Positioner className="tooltip__positioner" sideOffset={6} collisionPadding={8}>
        <Base.Popup className="tooltip">
          {text}
          {shortcut !== undefined && <Kbd keys={shortcut} />}
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  )
}
