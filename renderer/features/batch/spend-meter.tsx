import type { SpendLine, SpendView } from '../../../shared/ipc/service-rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useDates } from '../../messages/use-dates.ts'
import { useSpend } from '../recipe/run/use-spend.ts'
import { spendShares, sparkBars } from './spend-shape.ts'
import './spend-meter.css'

/** What was spent today against its cap, the last fourteen days, and the month. */
export function SpendMeter() {
  const t = useTranslate()
  const spend = useSpend()
  const { place } = useStores()
  const isShown = useFrom('place', (state) => state.place.kind === 'spend')
  if (spend === null) return <div className="spend-meter" />
  return (
    <section
      className="spend-meter"
      aria-label={t('batch.spend')}
      data-practice={spend.mode === 'practice' ? '' : undefined}
    >
      <div className="spend-meter__line">
        <button
          type="button"
          className="spend-meter__open"
          title={t('spend.open')}
          aria-current={isShown ? 'page' : undefined}
          onClick={() => place.setState({ place: { kind: 'spend' } })}
        >
          {t(spend.mode === 'practice' ? 'batch.spend-today-practice' : 'batch.spend-today')}
        </button>
        <strong>{lineText(spend.day, t)}</strong>
      </div>
      <CapBar line={spend.day} label={t('batch.spend-bar')} />
      <div className="spend-meter__line">
        <span className="quiet">{t('batch.spend-month')}</span>
        <span className="quiet">{lineText(spend.month, t)}</span>
        <Sparkline spend={spend} />
      </div>
    </section>
  )
}

function lineText({ charged, cap }: SpendLine, t: Translate): string {
  return cap === null ? t.money(charged) : `${t.money(charged)} / ${t.money(cap)}`
}

function CapBar({ line, label }: { readonly line: SpendLine; readonly label: string }) {
  const t = useTranslate()
  if (line.cap === null) return null
  const { charged, reserved, isFull } = spendShares(line)
  return (
    <div
      className="spend-meter__bar"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((charged + reserved) * 100)}
      aria-valuetext={lineText(line, t)}
      data-full={isFull ? '' : undefined}
    >
      <span className="spend-meter__charged" style={{ inlineSize: `${charged * 100}%` }} />
      <span className="spend-meter__reserved" style={{ inlineSize: `${reserved * 100}%` }} />
    </div>
  )
}

function Sparkline({ spend: { days } }: { readonly spend: SpendView }) {
  const t = useTranslate()
  const dates = useDates()
  const text = t('batch.spend-days', {
    days:
      days
        .filter(({ charged }) => charged > 0)
        .map(({ day, charged }) => `${dates.day(day)} ${t.money(charged)}`)
        .join(', ') || '–',
  })
  return (
    <svg className="spend-meter__spark" viewBox="0 0 56 16" width="56" height="16" role="img" aria-label={text}>
      <title>{text}</title>
      {sparkBars(days).map(({ day, x, height }) => (
        <rect key={day} x={x} y={16 - height} width="3" height={height} />
      ))}
    </svg>
  )
}
