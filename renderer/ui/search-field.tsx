import { Search } from 'lucide-react'
import type { KeyboardEvent, Ref } from 'react'
import { classNames } from './class-names.ts'
import { TextField } from './text-field.tsx'
import './search-field.css'

interface SearchFieldProps {
  /** Says what is searched, beside the field and inside of it. */
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly onEscape: () => void
  /** Enter or the arrow down: on to what was found. */
  readonly onGoOn: () => void
  readonly maxLength?: number
  readonly className?: string
  readonly ref?: Ref<HTMLInputElement>
}

/** A field for words to search for. Its keys mean nothing to whatever it stands in. */
export function SearchField({ label, onEscape, onGoOn, className, ...field }: SearchFieldProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onEscape()
    else onGoOn()
  }
  return (
    <span className={classNames('search-field', className)} role="search">
      <Search className="search-field__icon" size={14} aria-hidden="true" />
      <TextField {...field} type="search" label={label} isLabelHidden placeholder={label} onKeyDown={onKeyDown} />
    </span>
  )
}
