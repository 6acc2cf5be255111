import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStores } from '../../../app/stores.ts'
import { useCommand } from '../../../app/commands/use-command.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { useQuery } from './use-query.ts'

const searchAfterMs = 100
const longestText = 500

/** Searches a moment after each letter. Escape clears it, and once more it is left for the results. */
export function SearchField({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTranslate()
  const { place } = useStores()
  const { query, change } = useQuery()
  const [typed, setTyped] = useState(query.text)
  const [told, setTold] = useState(query.text)
  const field = useRef<HTMLInputElement>(null)
  if (told !== query.text) {
    // Changed elsewhere, as by a saved search.
    setTold(query.text)
    setTyped(query.text)
  }
  const tell = (text: string): void => {
    setTold(text)
    if (text !== query.text) change({ text })
  }
  useEffect(() => {
    if (typed === told) return
    const timer = setTimeout(() => {
      setTold(typed)
      place.setState(({ history }) => ({ history: { shows: 'results', query: { ...history.query, text: typed } } }))
    }, searchAfterMs)
    return () => clearTimeout(timer)
  }, [place, typed, told])
  useCommand('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  return (
    <span className="history-bar__search" role="search">
      <Search className="history-bar__search-icon" size={14} aria-hidden="true" />
      <TextField
        ref={field}
        type="search"
        label={t('history.search')}
        isLabelHidden
        placeholder={t('history.search')}
        maxLength={longestText}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter' && event.key !== 'ArrowDown') return
          event.preventDefault()
          event.stopPropagation()
          if (event.key === 'Escape' && typed !== '') {
            setTyped('')
            tell('')
            return
          }
          tell(typed)
          onLeave()
        }}
      />
    </span>
  )
}
