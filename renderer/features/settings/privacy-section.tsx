import { useFrom } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { SwitchField } from '../../ui/switch-field.tsx'
import { useSetting } from './use-setting.ts'

/** What leaves this machine, and what never does. */
export function PrivacySection() {
  const t = useTranslate()
  const uploadGps = useFrom('settings', ({ settings }) => settings?.uploadGps)
  const { save, failure } = useSetting()
  if (uploadGps === undefined) return null
  return (
    <div className="settings-stack">
      <div>
        <h3>{t('settings.privacy-sent')}</h3>
        <p className="settings-note">{t('settings.privacy-sent-body')}</p>
      </div>
      <div>
        <h3>{t('settings.privacy-stripped')}</h3>
        <ul className="settings-list settings-note">
          <li>{t('settings.privacy-place')}</li>
          <li>{t('settings.privacy-camera')}</li>
          <li>{t('settings.privacy-texts')}</li>
          <li>{t('settings.privacy-names')}</li>
        </ul>
      </div>
      <SwitchField
        label={t('settings.gps')}
        hint={t('settings.gps-hint')}
        isOn={uploadGps}
        error={failure && failureLine(failure, t)}
        onChange={(isOn) => save({ uploadGps: isOn })}
      />
      <p className="settings-note">{t('settings.privacy-local')}</p>
    </div>
  )
}
