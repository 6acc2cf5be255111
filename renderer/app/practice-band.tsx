import { FlaskConical } from 'lucide-react'
import type { BatchRow } from '../../shared/ipc/rows.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { useFrom } from './stores.ts'
import { usePractice } from './use-practice.ts'
import './practice-band.css'

/** Switching to practice stops nothing that was started before. */
function spendsStill({ mode, activity, perItem }: BatchRow): boolean {
  return mode === 'paid' && activity !== 'none' && perItem > 0
}

/** Says for as long as it is so that nothing here is real money. */
export function PracticeBand() {
  const t = useTranslate()
  const { isOn, switchTo } = usePractice()
  const paid = useFrom('batches', ({ batches }) => batches.find(spendsStill))
  if (!isOn) return null
  return (
    <div className="practice-band" role="status">
      <FlaskConical size={14} aria-hidden="true" />
      <strong>{t('shell.practice')}</strong>
      <span className="practice-band__text">
        {paid === undefined ? t('shell.practice-body') : t('shell.practice-but-paid', { number: paid.number })}
      </span>
      <button type="button" className="practice-band__button" onClick={() => switchTo(false)}>
        {t('shell.practice-off')}
      </button>
    </div>
  )
}
