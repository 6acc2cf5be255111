import { languages, themes, type Language } from '../../../shared/ipc/settings-view.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { FailureText } from './failure-text.tsx'
import { useSetting } from './use-setting.ts'
import './appearance-section.css'

/** Languages by their own names: whoever looks for one reads it. */
const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' }

export function AppearanceSection() {
  const t = useTranslate()
  const settings = useFrom('settings', (state) => state.settings)
  const { save, failure } = useSetting()
  if (settings === null) return null
  return (
    <div className="settings-stack appearance-section">
      <Segmented
        label={t('settings.theme')}
        value={settings.theme}
        options={themes.map((theme) => ({ value: theme, label: t(`settings.theme-${theme}`) }))}
        onChange={(theme) => save({ theme })}
      />
      <SelectField<Language | null>
        label={t('settings.language')}
        value={settings.language}
        options={[
          { value: null, label: t('settings.language-system') },
          ...languages.map((language) => ({ value: language, label: languageNames[language] })),
        ]}
        onChange={(language) => save({ language })}
      />
      <SwitchField
        label={t('settings.notifications')}
        hint={t('settings.notifications-hint')}
        isOn={settings.notifications}
        onChange={(notifications) => save({ notifications })}
      />
      <FailureText failure={failure} />
    </div>
  )
}
