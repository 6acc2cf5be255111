import { parseUsd } from '../../../shared/domain/money.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { TextField } from '../../ui/text-field.tsx'
import { useChangeDraft } from './use-draft.ts'
import './batch-cap-field.css'

/** The most the next batch may spend, as typed; empty for what the settings say. */
export function BatchCapField() {
  const t = useTranslate()
  const cap = useFrom('draft', (state) => state.cap)
  const usual = useFrom('settings', ({ settings }) => settings?.caps.batchUsd ?? null)
  const change = useChangeDraft()
  const isWrong = cap !== null && parseUsd(cap) === null
  return (
    <div className="batch-cap-field">
      <TextField
        label={t('recipe.cap')}
        value={cap ?? ''}
        inputMode="decimal"
        maxLength={20}
        placeholder={usual ?? t('recipe.cap-none')}
        error={isWrong ? t('recipe.cap-wrong') : null}
        onChange={(text) => change((draft) => ({ ...draft, cap: text.trim() === '' ? null : text }))}
      />
    </div>
  )
}
