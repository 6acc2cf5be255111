import { Autocomplete as Base } from '@base-ui/react/autocomplete'
import { useId, useState } from 'react'
import { describedBy, FieldFrame, type FieldTexts } from './field.tsx'
import './autocomplete-field.css'
import './menu.css'

interface AutocompleteFieldProps extends FieldTexts {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Whole values to choose from, in order; they are shown as they are. */
  readonly suggestions: readonly string[]
  /** Enter without a highlighted suggestion. */
  readonly onCommit?: (() => void) | undefined
  readonly placeholder?: string | undefined
  /** `top` where a button that uses the value lies below the field. */
  readonly side?: 'top' | 'bottom'
}

/** A text with suggestions that come from elsewhere, such as paths. */
export function AutocompleteField(props: AutocompleteFieldProps) {
  const id = useId()
  const { label, isLabelHidden, hint, error, value, onChange, suggestions, onCommit, placeholder } = props
  const { side = 'bottom' } = props
  const [isOpen, setOpen] = useState(false)
  return (
    <FieldFrame id={id} label={label} isLabelHidden={isLabelHidden} hint={hint} error={error}>
      <Base.Root
        items={suggestions}
        value={value}
        onValueChange={onChange}
        mode="none"
        // An empty list that is open would hide everything around the field from screen readers.
        open={isOpen && suggestions.length > 0}
        onOpenChange={setOpen}
      >
        <Base.Input
          id={id}
          className="input"
          placeholder={placeholder}
          spellCheck={false}
          {...describedBy(id, { hint, error })}
          onKeyDown={(event) => {
            const isChoosing = event.currentTarget.getAttribute('aria-activedescendant') !== null
            if (event.key === 'Enter' && !isChoosing) onCommit?.()
          }}
        />
        <Base.Portal>
          <Base.Positioner
            className="menu__positioner"
            side={side}
            sideOffset={4}
            align="start"
            collisionPadding={8}
            collisionAvoidance={side === 'top' ? { side: 'none' } : undefined}
          >
            <Base.Popup className="menu autocomplete-field__popup">
              <Base.List>
                {(item: string) => (
                  <Base.Item key={item} value={item} className="menu__item">
                    <span className="menu__label">{item}</span>
                  </Base.Item>
                )}
              </Base.List>
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </FieldFrame>
  )
}
