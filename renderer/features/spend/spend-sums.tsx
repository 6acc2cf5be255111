import { addMoney, type NanoUsd } from '../../../shared/domain/money.ts'
import type { SpendLine } from '../../../shared/ipc/service-rows.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { spendShares } from '../batch/spend-shape.ts'
import { useSpend } from '../recipe/run/use-spend.ts'
import { eachKept } from './each-kept.ts'

/** The totals of the days that are shown, and how far the caps are used now. */
export function SpendSums({ overview }: { readonly overview: SpendOverview }) {
  const t = useTranslate()
  const { charged, held, refused, kept, unanswered, mode } = overview
  const open = unanswered.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="spend-sums">
      <dl className="spend-sums__figures" aria-label={t('spend.sums')}>
        <Figure name={t('spend.charged')} amount={t.money(charged)} isMain />
        {held > 0 && <Figure name={t('spend.held')} amount={t.money(held)} />}
        {open > 0 && (
          <Figure
            name={t('spend.at-stake')}
            amount={t.money(addMoney(...unanswered.map(({ atStake }) => atStake)))}
            detail={t('spend.unanswered', { count: open })}
            isStake
          />
        )}
        {kept > 0 && (
          <Figure
            name={t('spend.kept')}
            amount={t.money(eachKept(charged, kept))}
            detail={t('spend.kept-count', { count: kept })}
          />
        )}
        {refused > 0 && <Figure name={t('spend.refused')} amount={t('spend.refused-count', { count: refused })} />}
      </dl>
      {mode === 'paid' && <Caps />}
    </div>
  )
}

interface FigureProps {
  readonly name: string
  readonly amount: string
  readonly detail?: string
  readonly isMain?: boolean
  readonly isStake?: boolean
}

function Figure({ name, amount, detail, isMain = false, isStake = false }: FigureProps) {
  return (
    <div className="spend-sums__figure" data-main={isMain || undefined} data-stake={isStake || undefined}>
      <dt>{name}</dt>
      <dd>
        {amount}
        {detail !== undefined && <span className="spend-sums__detail">{detail}</span>}
      </dd>
    </div>
  )
}

/** Caps hold for real money alone, and are told by the meter of the window while that is what it shows. */
function Caps() {
  const t = useTranslate()
  const spend = useSpend()
  if (spend === null || spend.mode !== 'paid') return null
  return (
    <div className="spend-sums__caps" role="group" aria-label={t('spend.caps')}>
      <Cap name={t('spend.cap-today')} line={spend.day} />
      <Cap name={t('spend.cap-month')} line={spend.month} />
    </div>
  )
}

function Cap({ name, line }: { readonly name: string; readonly line: SpendLine }) {
  const t = useTranslate()
  const used: NanoUsd = addMoney(line.charged, line.reserved)
  const shares = spendShares(line)
  const text =
    line.cap === null
      ? t('spend.cap-none', { used: t.money(used) })
      : t('spend.cap-of', { used: t.money(used), cap: t.money(line.cap) })
  return (
    <div className="spend-cap" data-full={shares.isFull || undefined}>
      <p>
        <span className="quiet">{name}</span> <strong>{text}</strong>
      </p>
      {line.cap !== null && (
        <div
          className="spend-cap__bar"
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round((shares.charged + shares.reserved) * 100)}
          aria-valuetext={text}
        >
          <span className="spend-cap__charged" style={{ inlineSize: `${shares.charged * 100}%` }} />
          <span className="spend-cap__held" style={{ inlineSize: `${shares.reserved * 100}%` }} />
        </div>
      )}
    </div>
  )
}
