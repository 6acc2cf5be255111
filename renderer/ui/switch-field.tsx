import { Switch as Base } from '@base-ui/react/switch'
import { useId, type ReactNode } from 'react'
import { describedBy, FieldNotes } from './field.tsx'
import './switch-field.css'

interface SwitchFieldProps {
  readonly label: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly hint?: ReactNode
  readonly error?: string | null | undefined
  readonly isDisabled?: boolean | undefined
}

export function SwitchField({ label, isOn, onChange, hint, error, isDisabled }: SwitchFieldProps) {
  const id = useId()
  return (
    <div className="switch-field">
      <div className="switch-field__row">
        <span id={`${id}-label`} className="switch-field__label" role="presentation" onClick={() => onChange(!isOn)}>
          {label}
        </span>
        <Base.Root
          className="switch"
          checked={isOn}
          onCheckedChange={onChange}
          disabled={isDisabled === true}
          aria-labelledby={`${id}-label`}
          {...describedBy(id, { hint, error })}
        >
          <Base.Thumb className="switch__thumb" />
        </Base.Root>
      </div>
      <FieldNotes id={id} hint={hint} error={error} />
    </div>
  )
}
