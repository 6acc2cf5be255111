import type { ReactNode } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { CheckboxField } from '../../../ui/checkbox-field.tsx'

export interface FacetChoice<T> {
  readonly value: T
  readonly label: string
  readonly icon?: ReactNode
  readonly count: number
}

export interface FacetListProps<T> {
  readonly choices: readonly FacetChoice<T>[]
  readonly chosen: readonly T[]
  readonly onToggle: (value: T) => void
}

/** Choices of one kind, any number of them, each with how many it would show. */
export function FacetList<T extends string>({ choices, chosen, onToggle }: FacetListProps<T>) {
  const t = useTranslate()
  return (
    <ul className="facets">
      {choices.map(({ value, label, icon, count }) => (
        <li key={value} className="facets__choice">
          <CheckboxField
            isChecked={chosen.includes(value)}
            onChange={() => onToggle(value)}
            label={
              <span className="facets__label">
                {icon !== undefined && (
                  <span className="facets__icon" aria-hidden="true">
                    {icon}
                  </span>
                )}
                <span className="one-line" title={label}>
                  {label}
                </span>
                <span className="facets__count">{t('gallery.number', { count })}</span>
              </span>
            }
          />
        </li>
      ))}
    </ul>
  )
}
