import { Search } from 'lucide-react'
import { useDeferredValue, useRef } from 'react'
import { useCommand } from '../../app/use-command.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { BatchHistory } from './batch-history.tsx'
import { FoundItems } from './found-items.tsx'
import './history-view.css'

const firstRow = '[data-index="0"]'

/** Everything that was ever done with this library, and a search over names and prompts. */
export function HistoryView() {
  const t = useTranslate()
  const { place } = useStores()
  const search = useFrom('place', (state) => state.search)
  const text = useDeferredValue(search.trim())
  const section = useRef<HTMLElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useCommand('search', () => field.current?.select())
  return (
    <section ref={section} className="history" aria-label={t('history.title')}>
      <div className="history__bar">
        <h2 className="history__title">{t('history.title')}</h2>
        <div className="history__search">
          <Search size={14} aria-hidden="true" />
          <input
            ref={field}
            type="search"
            className="input"
            aria-label={t('history.search')}
            placeholder={t('history.search')}
            autoComplete="off"
            spellCheck={false}
            value={search}
            onChange={(event) => place.setState({ search: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') place.setState({ search: '' })
              else if (event.key === 'ArrowDown') section.current?.querySelector<HTMLElement>(firstRow)?.focus()
              else return
              event.preventDefault()
            }}
          />
        </div>
      </div>
      {text === '' ? <BatchHistory /> : <FoundItems key={text} text={text} />}
    </section>
  )
}
