import { useState } from 'react'
import { concurrencyLimits } from '../../../shared/ipc/settings-view.ts'
import { providers, type ProviderId } from '../../../shared/models/model.ts'
import { useFrom } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { NumberField } from '../../ui/number-field.tsx'
import { useSetting } from './use-setting.ts'
import './speed-section.css'

const providerIds = Object.keys(providers) as ProviderId[] // Object.keys forgets the key type.

/** How much is done at a time. */
export function SpeedSection() {
  const t = useTranslate()
  const concurrency = useFrom('settings', ({ settings }) => settings?.concurrency)
  if (concurrency === undefined) return null
  return (
    <div className="settings-stack speed-section">
      <p className="settings-note">{t('settings.speed-note')}</p>
      {providerIds.map((id) => (
        <ConcurrencyField key={id} provider={id} value={concurrency[id]} />
      ))}
    </div>
  )
}

function ConcurrencyField({ provider, value }: { readonly provider: ProviderId; readonly value: number }) {
  const t = useTranslate()
  const { save, failure } = useSetting()
  // While it is empty or out of range, what is typed stands here alone.
  const [typed, setTyped] = useState<number | null>(value)
  const isAllowed = typed !== null && Number.isInteger(typed) && typed >= limits.min && typed <= limits.max
  return (
    <NumberField
      label={provider === 'local' ? t('settings.speed-local') : providers[provider].name}
      unit={provider === 'local' ? t('settings.speed-pictures') : t('settings.speed-requests')}
      min={limits.min}
      max={limits.max}
      value={typed}
      error={isAllowed ? failure && failureLine(failure, t) : t('settings.speed-invalid', limits)}
      onChange={(wanted) => {
        setTyped(wanted)
        if (wanted === null || !Number.isInteger(wanted) || wanted < limits.min || wanted > limits.max) return
        if (wanted !== value) save({ concurrency: { [provider]: wanted } })
      }}
    />
  )
}

const limits = concurrencyLimits
