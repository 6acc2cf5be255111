import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId, useRef, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import './segmented.css'

interface SegmentedProps<T> {
  readonly label: string
  readonly isLabelHidden?: boolean | undefined
  readonly value: T
  /** With an icon, the label is only its accessible name. */
  readonly options: readonly { readonly value: T; readonly label: string; readonly icon?: ReactNode }[]
  /** Says whether it was pressed rather than chosen by keys, which need the focus to stay. */
  readonly onChange: (value: T, isPressed: boolean) => void
}

/** One of a few, all in sight. */
export function Segmented<T extends string | null>({
  label,
  isLabelHidden,
  value,
  options,
  onChange,
}: SegmentedProps<T>) {
  const id = useId()
  const isPressed = useRef(false)
  return (
    <div className="field">
      <span id={id} className={classNames('field__label', isLabelHidden && 'visually-hidden')}>
        {label}
      </span>
      <RadioGroup
        className="segmented"
        aria-labelledby={id}
        value={value}
        onValueChange={(value: T) => onChange(value, isPressed.current)}
        onPointerDownCapture={() => {
          isPressed.current = true
        }}
        onKeyDownCapture={() => {
          isPressed.current = false
        }}
      >
        {options.map((option) => (
          <Radio.Root
            key={String(option.value)}
            className="segmented__option"
            value={option.value}
            aria-label={option.label}
            title={option.icon === undefined ? undefined : option.label}
          >
            {option.icon ?? option.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
