import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { daysBack } from './calendar-days.ts'
import { useQuery } from './use-query.ts'

const spans = [1, 7, 30] as const

/** The days results were made on, both included. */
export function DateFields() {
  const t = useTranslate()
  const { query, change } = useQuery()
  const [today] = useState(() => new Date())
  return (
    <div className="facets__fields">
      <div className="facets__buttons">
        {spans.map((days) => {
          const from = daysBack(today, days - 1)
          const isChosen = query.from === from && query.to === null
          return (
            <Button
              key={days}
              variant="quiet"
              aria-pressed={isChosen}
              onClick={() => change({ from: isChosen ? null : from, to: null })}
            >
              {t('history.last-days', { days })}
            </Button>
          )
        })}
      </div>
      <TextField
        type="date"
        label={t('history.from')}
        value={query.from ?? ''}
        max={query.to ?? undefined}
        onChange={(day) => change({ from: day === '' ? null : day })}
      />
      <TextField
        type="date"
        label={t('history.to')}
        value={query.to ?? ''}
        min={query.from ?? undefined}
        onChange={(day) => change({ to: day === '' ? null : day })}
      />
    </div>
  )
}
