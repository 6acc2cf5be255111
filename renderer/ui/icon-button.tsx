import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ariaKeys } from './key-text.ts'
import { TooltipPopup } from './tooltip.tsx'
import './icon-button.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  readonly icon: ReactNode
  /** Its accessible name, and what the tooltip says. */
  readonly label: string
  readonly isPressed?: boolean | undefined
  /** Such as `mod+k`; shown in the tooltip. */
  readonly shortcut?: string | undefined
}

export function IconButton({ icon, label, isPressed, shortcut, className, ...rest }: IconButtonProps) {
  return (
    <Base.Root>
      <Base.Trigger
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={isPressed}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaKeys(shortcut)}
        className={classNames('icon-button', className)}
      >
        {icon}
      </Base.Trigger>
      <TooltipPopup text={label} shortcut={shortcut} />
    </Base.Root>
  )
}
