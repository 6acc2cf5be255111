import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { capText, readCapText } from '../../settings/cap-text.ts'
import { useQuery } from './use-query.ts'

/** The least and the most an item was charged, both included. */
export function CostFields() {
  const t = useTranslate()
  const { query, change } = useQuery()
  return (
    <div className="facets__fields">
      <CostField label={t('history.least')} usd={query.minCost} onChange={(minCost) => change({ minCost })} />
      <CostField label={t('history.most')} usd={query.maxCost} onChange={(maxCost) => change({ maxCost })} />
    </div>
  )
}

interface CostFieldProps {
  readonly label: string
  readonly usd: string | null
  readonly onChange: (usd: string | null) => void
}

/** What is typed counts as soon as it is an amount. */
function CostField({ label, usd, onChange }: CostFieldProps) {
  const t = useTranslate()
  const [typed, setTyped] = useState(() => capText(usd, t))
  const [told, setTold] = useState(usd)
  if (told !== usd) {
    // Changed elsewhere, as by taking the condition away.
    setTold(usd)
    setTyped(capText(usd, t))
  }
  const change = (text: string): void => {
    setTyped(text)
    const amount = readCapText(text)
    if (amount === undefined) return
    setTold(amount)
    onChange(amount)
  }
  const isWrong = readCapText(typed) === undefined
  return (
    <TextField
      label={label}
      value={typed}
      inputMode="decimal"
      placeholder="$"
      maxLength={20}
      error={isWrong ? t('history.cost-wrong') : null}
      onChange={change}
    />
  )
}
