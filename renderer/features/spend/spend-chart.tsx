import { useState, type KeyboardEvent } from 'react'
import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import type { SpendOverview } from '../../../shared/ipc/spend-rows.ts'
import type { Translate } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useDates, type Dates } from '../../messages/use-dates.ts'
import { useSpend } from '../recipe/run/use-spend.ts'
import { barsOf, scaleOf, type ChartBar } from './chart-shape.ts'
import { ChartBars } from './chart-bars.tsx'
import './spend-chart.css'

/**
 * What was charged each day as bars. The keyboard walks along them as along a slider; a table that is not seen says the
 * same to whoever does not see the bars.
 */
export function SpendChart({ overview }: { readonly overview: SpendOverview }) {
  const t = useTranslate()
  const dates = useDates()
  const bars = barsOf(overview.days)
  const isMonths = bars[0]?.key.length === 7
  const cap = useDayCap(overview.mode, isMonths)
  const [wanted, setCursor] = useState<string | null>(null)
  const cursor = bars.findIndex(({ key }) => key === wanted)
  const at = cursor < 0 ? lastWithMoney(bars) : cursor
  const bar = bars[at]
  if (bar === undefined) return null
  const title = t(isMonths ? 'spend.chart-months' : 'spend.chart')
  const move = (event: KeyboardEvent): void => {
    const next = stepFor(event.key, at, bars.length)
    if (next === null) return
    event.preventDefault()
    setCursor(bars[next]?.key ?? null)
  }
  return (
    <section className="spend-chart" aria-label={title}>
      <div className="spend-chart__head">
        <h2>{title}</h2>
        <p className="spend-chart__value">{valueText(bar, t, dates)}</p>
      </div>
      {overview.charged === 0 && overview.held === 0 && <p className="quiet">{t('spend.empty-period')}</p>}
      <div
        className="spend-chart__plot"
        role="slider"
        tabIndex={0}
        aria-label={t(isMonths ? 'spend.chart-cursor-months' : 'spend.chart-cursor')}
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={at + 1}
        aria-valuetext={valueText(bar, t, dates)}
        onKeyDown={move}
      >
        <ChartBars bars={bars} scale={scaleOf(bars, cap)} cap={cap} at={at} onPoint={(key) => setCursor(key)} />
      </div>
      {cap !== null && <p className="spend-chart__cap quiet">{t('spend.chart-cap', { amount: t.money(cap) })}</p>}
      <ChartTable bars={bars} title={title} />
    </section>
  )
}

/** The cap of a day, where days of real money are shown. */
function useDayCap(mode: SpendOverview['mode'], isMonths: boolean): NanoUsd | null {
  const spend = useSpend()
  return mode === 'paid' && spend?.mode === 'paid' && !isMonths ? spend.day.cap : null
}

function lastWithMoney(bars: readonly ChartBar[]): number {
  const found = bars.findLastIndex(({ charged, held }) => charged + held > 0)
  return found < 0 ? bars.length - 1 : found
}

function stepFor(key: string, at: number, count: number): number | null {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageUp: at + 7,
    PageDown: at - 7,
    Home: 0,
    End: count - 1,
  }
  const next = steps[key]
  return next === undefined ? null : Math.min(count - 1, Math.max(0, next))
}

function valueText({ key, charged, held }: ChartBar, t: Translate, dates: Dates): string {
  const day = key.length === 7 ? dates.month(key) : dates.day(key)
  const amount = t.money(charged)
  return held > 0
    ? t('spend.chart-value-held', { day, amount, held: t.money(held) })
    : t('spend.chart-value', { day, amount })
}

function ChartTable({ bars, title }: { readonly bars: readonly ChartBar[]; readonly title: string }) {
  const t = useTranslate()
  const dates = useDates()
  return (
    <table className="visually-hidden">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t('spend.day')}</th>
          <th scope="col">{t('spend.charged')}</th>
          <th scope="col">{t('spend.held')}</th>
        </tr>
      </thead>
      <tbody>
        {bars
          .filter(({ charged, held }) => charged + held > 0)
          .map(({ key, charged, held }) => (
            <tr key={key}>
              <th scope="row">{key.length === 7 ? dates.month(key) : dates.day(key)}</th>
              <td>{t.money(charged)}</td>
              <td>{t.money(nanoUsd(held))}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
