import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './field.css'

export interface FieldTexts {
  readonly label: string
  readonly isLabelHidden?: boolean | undefined
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
}

interface FieldFrameProps extends FieldTexts {
  /** Of the control, for its label; the texts below it get ids made of it: see `describedBy`. */
  readonly id: string
  readonly children: ReactNode
}

/** A label above a control, and below it a hint or what is wrong with its value. */
export function FieldFrame({ id, label, isLabelHidden, hint, error, children }: FieldFrameProps) {
  return (
    <div className="field">
      <label htmlFor={id} id={`${id}-label`} className={classNames('field__label', isLabelHidden && 'visually-hidden')}>
        {label}
      </label>
      {children}
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}

export function FieldNotes({ id, hint, error }: Pick<FieldFrameProps, 'id' | 'hint' | 'error'>) {
  return (
    <>
      {hasText(hint) && (
        <div id={`${id}-hint`} className="field__hint">
          {hint}
        </div>
      )}
      {hasText(error) && (
        <div id={`${id}-error`} className="field__error" role="alert">
          {error}
        </div>
      )}
    </>
  )
}

/** What goes into `aria-describedby` and `aria-invalid` of the control inside a frame. */
export function describedBy(id: string, { hint, error }: Pick<FieldTexts, 'hint' | 'error'>) {
  const ids = [hasText(hint) && `${id}-hint`, hasText(error) && `${id}-error`].filter(Boolean)
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': hasText(error) ? true : undefined,
  }
}

function hasText(text: ReactNode): boolean {
  return text !== undefined && text !== null && text !== ''
}
