import { FolderOpen } from 'lucide-react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { FailureText } from './failure-text.tsx'
import { TypedFolder } from './typed-folder.tsx'
import { useAsking } from './use-asking.ts'
import { useSetting } from './use-setting.ts'

/** Where results go when nothing else is said. */
export function OutputSection() {
  const t = useTranslate()
  const { bridge, request } = useStores()
  const settings = useFrom('settings', (state) => state.settings)
  const choosing = useAsking()
  const { save, failure } = useSetting()
  if (settings === null) return null
  const { outputFolder, recentFolders } = settings
  const choose = async (): Promise<void> => {
    const folder = await choosing.ask(() => request('folders:choose'))
    if (folder !== null) save({ outputFolder: folder.id })
  }
  const others = recentFolders.filter(({ path }) => path !== outputFolder?.path)
  return (
    <div className="settings-stack">
      <p className="settings-note">{t('settings.output-note')}</p>
      <div>
        <h3 className="field__label">{t('settings.output-now')}</h3>
        <p className={outputFolder === null ? undefined : 'settings-path'}>
          {outputFolder?.path ?? t('settings.output-beside')}
        </p>
      </div>
      {bridge.host === 'browser' && <TypedFolder onChosen={({ id }) => save({ outputFolder: id })} />}
      <div className="settings-row">
        {bridge.host === 'desktop' && (
          <Button icon={<FolderOpen />} disabled={choosing.isBusy} onClick={() => void choose()}>
            {t('settings.output-choose')}
          </Button>
        )}
        {outputFolder !== null && (
          <Button onClick={() => save({ outputFolder: null })}>{t('settings.output-use-beside')}</Button>
        )}
      </div>
      <FailureText failure={choosing.failure ?? failure} />
      {others.length > 0 && (
        <div>
          <h3 className="field__label">{t('settings.output-recent')}</h3>
          <ul>
            {others.map(({ id, path }) => (
              <li key={id}>
                <Button variant="quiet" onClick={() => save({ outputFolder: id })}>
                  {path}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
