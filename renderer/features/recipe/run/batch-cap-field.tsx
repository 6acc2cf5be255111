import { useState } from 'react'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { TextField } from '../../../ui/text-field.tsx'
import { capText, readCapText } from '../../settings/cap-text.ts'
import { useChangeDraft } from '../draft/use-draft.ts'
import './batch-cap-field.css'

/** The most the next batch may spend, as typed; empty for what the settings say. */
export function BatchCapField() {
  const t = useTranslate()
  const cap = useFrom('draft', (state) => state.cap)
  const usual = useFrom('settings', ({ settings }) => settings?.caps.batchUsd ?? null)
  const change = useChangeDraft()
  const [typed, setTyped] = useState(() => capText(cap, t))
  const [told, setTold] = useState(cap)
  if (told !== cap) {
    // Changed elsewhere, as by a recipe that was kept.
    setTold(cap)
    setTyped(capText(cap, t))
  }
  const put = (text: string): void => {
    const read = readCapText(text)
    // What is no amount stands in the draft as it is, so that it keeps a run from being asked for.
    const next = read === undefined ? text : read
    setTyped(text)
    setTold(next)
    change((draft) => ({ ...draft, cap: next }))
  }
  return (
    <div className="batch-cap-field">
      <TextField
        label={t('recipe.cap')}
        value={typed}
        inputMode="decimal"
        maxLength={20}
        placeholder={usual === null ? t('recipe.cap-none') : capText(usual, t)}
        error={readCapText(typed) === undefined ? t('recipe.cap-wrong') : null}
        onChange={put}
      />
    </div>
  )
}
