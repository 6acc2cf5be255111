import { useId, type ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { describedBy, FieldFrame, type FieldTexts } from './field.tsx'

interface TextFieldProps extends FieldTexts, Omit<ComponentProps<'input'>, 'value' | 'onChange'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function TextField({ label, isLabelHidden, hint, error, value, onChange, className, ...rest }: TextFieldProps) {
  const ownId = useId()
  const id = rest.id ?? ownId
  return (
    <FieldFrame id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <input
        type="text"
        autoComplete="off"
        spellCheck={false}
        {...rest}
        {...describedBy(id, { hint, error })}
        id={id}
        className={classNames('input', className)}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  )
}
