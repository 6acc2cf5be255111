import { NumberField as Base } from '@base-ui/react/number-field'
import { useId } from 'react'
import { describedBy, FieldFrame, type FieldTexts } from './field.tsx'
import './number-field.css'

interface NumberFieldProps extends FieldTexts {
  readonly value: number | null
  /** Told while typing; null for an empty field. */
  readonly onChange: (value: number | null) => void
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly step?: number | undefined
  readonly unit?: string | undefined
  readonly placeholder?: string | undefined
  readonly isDisabled?: boolean | undefined
}

/** Arrow keys step, with shift ten times as far; leaving the field brings the number into its range. */
export function NumberField(props: NumberFieldProps) {
  const id = useId()
  const { label, isLabelHidden, hint, error, value, onChange, min, max, step = 1, unit, placeholder } = props
  return (
    <FieldFrame id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <Base.Root
        id={id}
        className="number-field"
        value={value}
        onValueChange={onChange}
        min={min}
        max={max}
        step={step}
        smallStep={step}
        largeStep={step * 10}
        disabled={props.isDisabled === true}
        format={{ useGrouping: false, maximumFractionDigits: 9 }}
      >
        <Base.Input
          className="input number-field__input"
          placeholder={placeholder}
          {...describedBy(id, { hint, error })}
        />
        {unit !== undefined && <span className="number-field__unit">{unit}</span>}
      </Base.Root>
    </FieldFrame>
  )
}
