import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import './checkbox-field.css'

interface CheckboxFieldProps {
  readonly label: ReactNode
  readonly isChecked: boolean
  /** Some, but not all, of what it stands for. */
  readonly isPartial?: boolean | undefined
  readonly onChange: (isChecked: boolean) => void
  readonly isDisabled?: boolean | undefined
}

export function CheckboxField({ label, isChecked, isPartial, onChange, isDisabled }: CheckboxFieldProps) {
  return (
    <label className="checkbox-field">
      <Base.Root
        className="checkbox"
        checked={isChecked}
        indeterminate={isPartial === true}
        onCheckedChange={onChange}
        disabled={isDisabled === true}
      >
        <Base.Indicator className="checkbox__mark">
          {isPartial === true ? <Minus size={12} aria-hidden="true" /> : <Check size={12} aria-hidden="true" />}
        </Base.Indicator>
      </Base.Root>
      <span>{label}</span>
    </label>
  )
}
