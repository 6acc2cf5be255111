import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { TextField } from '../../../ui/text-field.tsx'
import './colour-field.css'

interface ColourFieldProps {
  readonly label: string
  /** `#rrggbb`, null for none. */
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}

const hex = /^#[0-9a-f]{6}$/i

export function ColourField({ label, value, onChange }: ColourFieldProps) {
  const t = useTranslate()
  /** What is being typed; null shows the value. */
  const [typed, setTyped] = useState<string | null>(null)
  const type = (text: string): void => {
    setTyped(text)
    const whole = /^[0-9a-f]{6}$/i.test(text) ? `#${text}` : text
    if (text.trim() === '') onChange(null)
    else if (hex.test(whole)) onChange(whole.toLowerCase())
  }
  const isWrong = typed !== null && typed.length >= 7 && !hex.test(typed)
  return (
    <div className="colour-field">
      <input
        type="color"
        className="colour-field__swatch"
        data-none={value === null ? '' : undefined}
        aria-label={t('recipe.pick-colour', { label })}
        value={value ?? '#ffffff'}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <TextField
        label={label}
        isLabelHidden
        value={typed ?? value ?? ''}
        placeholder={t('recipe.left-out')}
        onChange={type}
        maxLength={7}
        error={isWrong ? t('recipe.colour-wrong') : null}
        onBlur={() => setTyped(null)}
      />
    </div>
  )
}
