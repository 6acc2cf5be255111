import { serviceIds } from '../../../shared/models/model.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Spinner } from '../../ui/spinner.tsx'
import { FailureText } from './failure-text.tsx'
import { ServiceRow } from './service-row.tsx'
import './settings-dialog.css'

/** The services that are paid, and the keys to them. */
export function ServicesSection() {
  const t = useTranslate()
  const keys = useFrom('settings', (state) => state.keys)
  const failure = useFrom('settings', (state) => state.keysFailure)
  if (keys === null) {
    return failure === null ? <Spinner label={t('settings.keys-reading')} /> : <FailureText failure={failure} />
  }
  const { state, failure: storeFailure } = keys.store
  return (
    <div className="settings-stack">
      <p className="settings-note">{t('settings.keys-note')}</p>
      {state !== 'ok' && storeFailure !== null && (
        <>
          <FailureText failure={storeFailure} />
          <p className="settings-note">{t('settings.store-consequence')}</p>
        </>
      )}
      {serviceIds.map((service) => (
        <ServiceRow
          key={service}
          service={service}
          source={keys.services.find((row) => row.service === service)?.source ?? null}
          canKeep={state === 'ok'}
        />
      ))}
    </div>
  )
}
