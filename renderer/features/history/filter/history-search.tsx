import { useEffect, useState } from 'react'
import { useStores } from '../../../app/stores.ts'
import { useSearchCommand } from '../../../app/commands/use-search-command.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { SearchField } from '../../../ui/search-field.tsx'
import { useQuery } from './use-query.ts'

const searchAfterMs = 100
const longestText = 500

/** Searches a moment after each letter. Escape clears it, and once more it is left for the results. */
export function HistorySearch({ onLeave }: { readonly onLeave: () => void }) {
  const t = useTranslate()
  const { place } = useStores()
  const { query, change } = useQuery()
  const [typed, setTyped] = useState(query.text)
  const [told, setTold] = useState(query.text)
  const field = useSearchCommand()
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
  const leave = (): void => {
    tell(typed)
    onLeave()
  }
  const clear = (): void => {
    if (typed === '') return leave()
    setTyped('')
    tell('')
  }
  return (
    <SearchField
      ref={field}
      className="history-bar__search"
      label={t('history.search')}
      maxLength={longestText}
      value={typed}
      onChange={setTyped}
      onEscape={clear}
      onGoOn={leave}
    />
  )
}
