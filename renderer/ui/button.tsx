import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { SpinningRing } from './spinner.tsx'
import './button.css'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet' | undefined
  readonly icon?: ReactNode
  /** What it began is not done yet; it keeps its size and takes no presses. What that is must be said elsewhere. */
  readonly isBusy?: boolean | undefined
}

export function Button({ variant = 'plain', icon, isBusy = false, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      onClick={isBusy ? undefined : rest.onClick}
      className={classNames('button', className)}
      data-variant={variant}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
    >
      {icon !== undefined && icon !== null && (
        <span className="button__icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <span className="button__text">{children}</span>
      {isBusy && <SpinningRing className="button__busy" />}
    </button>
  )
}
