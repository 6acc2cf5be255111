import { Tabs } from '@base-ui/react/tabs'
import type { ComponentType } from 'react'
import { settingsSections, type SettingsSection } from '../../app/shell-store.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button } from '../../ui/button.tsx'
import { AppearanceSection } from './appearance-section.tsx'
import { DiagnosticsSection } from './diagnostics-section.tsx'
import { FailureText } from './failure-text.tsx'
import { LibrarySection } from './library-section.tsx'
import { MoneySection } from './money-section.tsx'
import { OutputSection } from './output-section.tsx'
import { PrivacySection } from './privacy-section.tsx'
import { ServicesSection } from './services-section.tsx'
import { loadSettings } from './settings-store.ts'
import { SpeedSection } from './speed-section.tsx'
import './settings-dialog.css'

const panels: Readonly<Record<SettingsSection, ComponentType>> = {
  services: ServicesSection,
  money: MoneySection,
  output: OutputSection,
  privacy: PrivacySection,
  speed: SpeedSection,
  appearance: AppearanceSection,
  library: LibrarySection,
  diagnostics: DiagnosticsSection,
}

/** Everything that is set once. Changes count at once. */
export function SettingsDialog() {
  const t = useTranslate()
  const { shell } = useStores()
  const section = useFrom('shell', ({ dialog }) => (dialog?.kind === 'settings' ? dialog.section : null))
  const show = (wanted: SettingsSection | null): void =>
    shell.setState({ dialog: wanted === null ? null : { kind: 'settings', section: wanted } })
  return (
    <Dialog title={t('settings.title')} size="l" isOpen={section !== null} onClose={() => show(null)}>
      <Tabs.Root
        className="settings"
        orientation="vertical"
        value={section ?? 'services'}
        onValueChange={(value) => show(value as SettingsSection)} // Only the sections below can be chosen.
      >
        <Tabs.List className="settings__list" aria-label={t('settings.title')} activateOnFocus>
          {settingsSections.map((name) => (
            <Tabs.Tab key={name} className="settings__tab" value={name}>
              {t(`settings.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {settingsSections.map((name) => {
          const Panel = panels[name]
          return (
            <Tabs.Panel key={name} className="settings__panel" value={name}>
              {name === 'services' ? <Panel /> : <OnceRead Panel={Panel} />}
            </Tabs.Panel>
          )
        })}
      </Tabs.Root>
    </Dialog>
  )
}

/** The keys are read beside the settings; everything else needs them. */
function OnceRead({ Panel }: { readonly Panel: ComponentType }) {
  const t = useTranslate()
  const { settings: store, request } = useStores()
  const isRead = useFrom('settings', ({ settings }) => settings !== null)
  const failure = useFrom('settings', (state) => state.failure)
  if (isRead || failure === null) return <Panel />
  return (
    <div className="settings-stack">
      <FailureText failure={failure} />
      <div className="settings-row">
        <Button onClick={() => void loadSettings(store, request)}>{t('history.again')}</Button>
      </div>
    </div>
  )
}
