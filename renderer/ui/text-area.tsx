import { useId, type ComponentProps } from 'react'
import { classNames } from './class-names.ts'
import { describedBy, FieldFrame, type FieldTexts } from './field.tsx'

interface TextAreaProps extends FieldTexts, Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  readonly value: string
  readonly onChange: (value: string) => void
}

export function TextArea({ label, isLabelHidden, hint, error, value, onChange, className, ...rest }: TextAreaProps) {
  const ownId = useId()
  const id = rest.id ?? ownId
  return (
    <FieldFrame id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <textarea
        rows={4}
        {...rest}
        {...describedBy(id, { hint, error })}
        id={id}
        className={classNames('input text-area', className)}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </FieldFrame>
  )
}
