import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { useId } from 'react'
import { classNames } from './class-names.ts'
import { FieldNotes } from './field.tsx'
import './select-field.css'

export interface SelectOption<T> {
  readonly value: T
  readonly label: string
  readonly hint?: string | undefined
  readonly isDisabled?: boolean | undefined
}

interface SelectFieldProps<T> {
  readonly label: string
  readonly isLabelHidden?: boolean | undefined
  readonly hint?: string | undefined
  readonly error?: string | null | undefined
  readonly value: T
  readonly options: readonly SelectOption<T>[]
  readonly onChange: (value: T) => void
  readonly isDisabled?: boolean | undefined
}

export function SelectField<T extends string | number | boolean | null>(props: SelectFieldProps<T>) {
  const id = useId()
  const { label, isLabelHidden, hint, error, value, options, onChange } = props
  return (
    <Base.Root
      value={value}
      items={options}
      modal={false}
      disabled={props.isDisabled === true}
      onValueChange={(chosen) => onChange(chosen as T)} // Base UI types null in; only options can be chosen.
    >
      <div className="field">
        <Base.Label className={classNames('field__label', isLabelHidden && 'visually-hidden')}>{label}</Base.Label>
        <Base.Trigger className="input select-field">
          <Base.Value className="select-field__value" />
          <Base.Icon className="select-field__icon">
            <ChevronsUpDown size={14} aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
        <FieldNotes id={id} hint={hint} error={error} />
      </div>
      <Base.Portal>
        <Base.Positioner
          className="menu__positioner"
          alignItemWithTrigger={false}
          sideOffset={4}
          align="start"
          collisionPadding={8}
        >
          <Base.Popup className="menu select-field__popup">
            <Base.List>
              {options.map((option) => (
                <Option key={String(option.value)} option={option} />
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function Option<T>({ option }: { readonly option: SelectOption<T> }) {
  return (
    <Base.Item className="menu__item select-field__option" value={option.value} disabled={option.isDisabled === true}>
      <span className="menu__icon select-field__check">
        <Base.ItemIndicator>
          <Check size={14} aria-hidden="true" />
        </Base.ItemIndicator>
      </span>
      <span className="menu__label">
        <Base.ItemText render={<span />}>{option.label}</Base.ItemText>
        {option.hint !== undefined && <span className="select-field__hint">{option.hint}</span>}
      </span>
    </Base.Item>
  )
}
