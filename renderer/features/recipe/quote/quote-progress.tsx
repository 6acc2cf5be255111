import { useEffect, useState } from 'react'
import type { PlanProgressView } from '../../../../shared/ipc/rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Progress } from '../../../ui/progress.tsx'
import './quote-dialog.css'

/** What is being looked at while a quote is made. */
export function QuoteProgress() {
  const t = useTranslate()
  const { bridge } = useStores()
  const [progress, setProgress] = useState<PlanProgressView | null>(null)
  useEffect(() => bridge.onEvent(({ name, payload }) => name === 'plan' && setProgress(payload)), [bridge])
  const done = progress?.done ?? 0
  const total = progress?.total ?? null
  const text =
    progress === null
      ? t('recipe.quote.beginning')
      : t(`recipe.quote.${progress.phase}`, { count: done, total: total ?? done })
  return (
    <div className="quote-progress" role="status">
      <Progress value={total === null || total === 0 ? null : done / total} label={text} />
      <p>{text}</p>
      <p className="quiet">{t('recipe.quote.nothing-sent-yet')}</p>
    </div>
  )
}
