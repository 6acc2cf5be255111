import { useMemo, useRef, useState, type CSSProperties, type KeyboardEvent } from 'react'
import type { TimelineMonth } from '../../../../shared/ipc/history-rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { daysOfMonth } from '../filter/calendar-days.ts'
import { spotAt } from '../rows/history-selection.ts'
import { useDates } from '../../../messages/use-dates.ts'
import { useMonthInSight, useMonths } from './use-months.ts'
import { useQuery } from '../filter/use-query.ts'
import './timeline.css'

/** Months with how much was made in each. A press leads there, or shows that month alone where the order is another. */
export function Timeline() {
  const t = useTranslate()
  const { history } = useStores()
  const dates = useDates()
  const { query, change } = useQuery()
  const months = useMonths()
  const shown = useMonthInSight(months)
  const most = useMemo(() => Math.max(1, ...months.map(({ count }) => count)), [months])
  const [focused, setFocused] = useState(0)
  const list = useRef<HTMLElement>(null)
  const isDescending = query.sort !== 'date' || query.descending
  const inOrder = isDescending ? months : months.toReversed()
  const stop = Math.min(focused, inOrder.length - 1)

  const choose = ({ month, position }: TimelineMonth): void => {
    if (position === null) change(daysOfMonth(month))
    else history.setState((state) => ({ goal: { position }, current: spotAt(state, position) }))
  }
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, Home: -stop, End: inOrder.length - 1 - stop }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const next = Math.max(0, Math.min(inOrder.length - 1, stop + step))
    setFocused(next)
    list.current?.querySelectorAll<HTMLElement>('button')[next]?.focus()
  }
  if (months.length < 2) return null
  return (
    <nav ref={list} className="timeline" aria-label={t('history.timeline')}>
      {inOrder.map((each, index) => {
        const year = each.month.slice(0, 4)
        const label = t('history.month-count', { month: dates.month(each.month), count: each.count })
        return (
          <div key={each.month}>
            {inOrder[index - 1]?.month.slice(0, 4) !== year && <span className="timeline__year">{year}</span>}
            <button
              type="button"
              className="timeline__month"
              style={{ '--share': each.count / most } as CSSProperties}
              aria-current={each.month === shown ? 'true' : undefined}
              title={label}
              tabIndex={index === stop ? 0 : -1}
              onKeyDown={press}
              onFocus={() => setFocused(index)}
              onClick={() => choose(each)}
            >
              <span aria-hidden="true">{dates.shortMonth(each.month)}</span>
              <span className="visually-hidden">{label}</span>
            </button>
          </div>
        )
      })}
    </nav>
  )
}
