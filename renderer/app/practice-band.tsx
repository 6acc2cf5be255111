import { FlaskConical } from 'lucide-react'
import { useTranslate } from '../messages/use-translate.ts'
import { usePractice } from './use-practice.ts'
import './practice-band.css'

/** Says for as long as it is so that nothing here is real money. */
export function PracticeBand() {
  const t = useTranslate()
  const { isOn, switchTo } = usePractice()
  if (!isOn) return null
  return (
    <div className="practice-band" role="status">
      <FlaskConical size={14} aria-hidden="true" />
      <strong>{t('shell.practice')}</strong>
      <span className="practice-band__text">{t('shell.practice-body')}</span>
      <button type="button" className="practice-band__button" onClick={() => switchTo(false)}>
        {t('shell.practice-off')}
      </button>
    </div>
  )
}
