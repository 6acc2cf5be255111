import { useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import type { SettingsView } from '../../../shared/ipc/settings-view.ts'
import { useFrom } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useBatchActions } from '../batch/use-batch-actions.ts'
import { capText, readCapText } from './cap-text.ts'
import { useSetting } from './use-setting.ts'
import './money-section.css'

type CapName = keyof SettingsView['caps']

const capNames = ['batchUsd', 'dayUsd', 'monthUsd'] as const satisfies readonly CapName[]

/** The most that may be spent. */
export function MoneySection() {
  const t = useTranslate()
  const caps = useFrom('settings', ({ settings }) => settings?.caps)
  if (caps === undefined) return null
  return (
    <div className="settings-stack money-section">
      <p className="settings-note">{t('settings.caps-note')}</p>
      {capNames.map((name) => (
        // A cap that was changed elsewhere begins anew with what counts.
        <CapField key={`${name}:${caps[name]}`} name={name} caps={caps} />
      ))}
      <StoppedByCap />
    </div>
  )
}

/** A cap that was raised is mostly raised for a batch that waits for it. */
function StoppedByCap() {
  const batches = useFrom('batches', (state) => state.batches)
  const stopped = batches.filter(
    ({ status, activity, pause }) => status === 'paused' && activity === 'none' && pause?.code === 'cap-reached',
  )
  return stopped.map((row) => <StoppedBatch key={row.id} row={row} />)
}

function StoppedBatch({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const actions = useBatchActions(row.id)
  return (
    <div className="money-section__stopped">
      <p>{t('settings.cap-stopped', { number: row.number, left: t.money(row.toSpend) })}</p>
      <Button isBusy={actions.isBusy} onClick={() => void actions.resume()}>
        {t('batch.resume')}
      </Button>
    </div>
  )
}

function CapField({ name, caps }: { readonly name: CapName; readonly caps: SettingsView['caps'] }) {
  const t = useTranslate()
  const kept = capText(caps[name], t)
  const [text, setText] = useState(kept)
  const { save, failure } = useSetting()
  const read = readCapText(text)
  const keep = (): void => {
    if (read !== undefined && text !== kept && read !== caps[name]) save({ caps: { ...caps, [name]: read } })
  }
  return (
    <TextField
      label={t(`settings.cap-${name}`)}
      hint={t(`settings.cap-${name}-hint`)}
      error={read === undefined ? t('settings.cap-invalid') : failure && failureLine(failure, t)}
      inputMode="decimal"
      placeholder={t('settings.cap-none')}
      value={text}
      onChange={setText}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep()
        if (event.key !== 'Escape' || text === kept) return
        // Puts back what counts, where it is seen; only the next one leaves.
        event.stopPropagation()
        setText(kept)
      }}
    />
  )
}
