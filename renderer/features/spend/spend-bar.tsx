import { ChevronLeft, ChevronRight, FileDown } from 'lucide-react'
import { useState } from 'react'
import type { Mode } from '../../../shared/domain/item.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDates } from '../../messages/use-dates.ts'
import { useReport } from '../report/use-report.ts'
import { daysOf, monthText, offeredMonths, stepMonth, type Period } from './period.ts'

interface SpendBarProps {
  readonly mode: Mode
  readonly period: Period
  /** With money in them, newest first. */
  readonly months: readonly string[]
  readonly onMode: (mode: Mode) => void
  readonly onPeriod: (period: Period) => void
}

/** Which money, and of which days. */
export function SpendBar({ mode, period, months, onMode, onPeriod }: SpendBarProps) {
  const t = useTranslate()
  const days = daysOf(period)
  const [now] = useState(() => new Date())
  const toKind = (kind: Period['kind']): void => {
    if (kind === 'range') onPeriod({ kind, ...(days ?? { from: '', to: '' }) })
    else onPeriod({ kind, month: days?.to.slice(0, 7) ?? monthText(now) })
  }
  return (
    <div className="spend-bar" role="group" aria-label={t('spend.toolbar')}>
      <Segmented
        label={t('spend.mode')}
        isLabelHidden
        value={mode}
        options={[
          { value: 'paid', label: t('spend.mode-paid') },
          { value: 'practice', label: t('spend.mode-practice') },
        ]}
        onChange={onMode}
      />
      <Segmented
        label={t('spend.period')}
        isLabelHidden
        value={period.kind}
        options={[
          { value: 'month', label: t('spend.period-month') },
          { value: 'range', label: t('spend.period-range') },
        ]}
        onChange={toKind}
      />
      {period.kind === 'month' ? (
        <MonthField period={period} months={offeredMonths(months, period.month, now)} onPeriod={onPeriod} />
      ) : (
        <RangeFields period={period} onPeriod={onPeriod} />
      )}
      <ExportButton mode={mode} period={period} />
    </div>
  )
}

interface FieldProps<K extends Period['kind']> {
  readonly period: Extract<Period, { kind: K }>
  readonly onPeriod: (period: Period) => void
}

function MonthField({ period, months, onPeriod }: FieldProps<'month'> & Pick<SpendBarProps, 'months'>) {
  const t = useTranslate()
  const dates = useDates()
  const show = (month: string): void => onPeriod({ kind: 'month', month })
  const isLatest = period.month >= (months[0] ?? period.month)
  return (
    <div className="spend-bar__month">
      <IconButton icon={<ChevronLeft />} label={t('spend.earlier')} onClick={() => show(stepMonth(period.month, -1))} />
      <SelectField
        label={t('spend.month')}
        isLabelHidden
        value={period.month}
        options={months.map((value) => ({ value, label: dates.month(value) }))}
        onChange={show}
      />
      <IconButton
        icon={<ChevronRight />}
        label={t('spend.later')}
        disabled={isLatest}
        onClick={() => show(stepMonth(period.month, 1))}
      />
    </div>
  )
}

function RangeFields({ period, onPeriod }: FieldProps<'range'>) {
  const t = useTranslate()
  const { from, to } = period
  return (
    <div className="spend-bar__range">
      <TextField
        type="date"
        label={t('spend.from')}
        value={from}
        onChange={(day) => onPeriod({ ...period, from: day })}
      />
      <TextField type="date" label={t('spend.to')} value={to} onChange={(day) => onPeriod({ ...period, to: day })} />
      {from !== '' && to !== '' && from > to && (
        <p className="spend-bar__wrong" role="alert">
          {t('spend.range-wrong')}
        </p>
      )}
    </div>
  )
}

function ExportButton({ mode, period }: Pick<SpendBarProps, 'mode' | 'period'>) {
  const t = useTranslate()
  const dates = useDates()
  const days = daysOf(period)
  const open = useReport(() => {
    if (days === null) return []
    const span =
      period.kind === 'month'
        ? t('report.what-month', { month: dates.month(period.month) })
        : t('report.what-days', { from: dates.day(days.from), to: dates.day(days.to) })
    const label = mode === 'practice' ? `${span} · ${t('report.practice')}` : span
    return [{ label, subject: { kind: 'days', mode, ...days } }]
  }, days !== null)
  return (
    <Button className="spend-bar__export" icon={<FileDown />} disabled={days === null} onClick={open}>
      {t('spend.export')}
    </Button>
  )
}
