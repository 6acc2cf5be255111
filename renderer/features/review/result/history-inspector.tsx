import { useMemo } from 'react'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { isResultKey } from '../../history/rows/row-key.ts'
import { rowAt } from '../../history/rows/row-pages.ts'
import { EntryPanel } from './entry-panel.tsx'
import { ResultPanel } from './result-panel.tsx'
import { SelectedResults } from './selected-results.tsx'
import './result-panel.css'

/** What is known of the results of the history that are meant, and what can be done with them. */
export function HistoryInspector() {
  const t = useTranslate()
  const selected = useFrom('history', (state) => state.selected)
  const current = useFrom('history', ({ current, rows }) => (current === null ? null : rowAt(rows, current.position)))
  const lookedAt = useFrom('review', (state) => state.lookedAt)
  const outputs = useMemo(() => [...selected].filter(isResultKey), [selected])
  const id = lookedAt ?? (outputs.length === 1 ? (outputs[0] ?? null) : (current?.result?.id ?? null))
  if (lookedAt === null && outputs.length > 1) return <SelectedResults outputs={outputs} />
  if (id !== null) return <ResultPanel id={id} />
  if (current !== null) return <EntryPanel row={current} />
  return (
    <section className="result-panel" aria-label={t('review.details')}>
      <p className="result-panel__empty quiet">{t('review.details-empty')}</p>
    </section>
  )
}
