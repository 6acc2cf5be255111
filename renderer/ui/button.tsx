import type { ComponentProps, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './button.css'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet' | undefined
  readonly icon?: ReactNode
}

export function Button({ variant = 'plain', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classNames('button', className)} data-variant={variant}>
      {icon !== undefined && icon !== null && (
        <span className="button__icon" aria-hidden="true">
          {icon}
        </span>
      )}
      <span className="button__text">{children}</span>
    </button>
  )
}
