import { FolderOpen } from 'lucide-react'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { useFolderChoice } from '../folders/use-folder-choice.tsx'
import { FailureText } from './failure-text.tsx'
import { useSetting } from './use-setting.ts'

/** Where results go when nothing else is said. */
export function OutputSection() {
  const t = useTranslate()
  const settings = useFrom('settings', (state) => state.settings)
  const { save, failure } = useSetting()
  const choice = useFolderChoice('write', ({ id }) => save({ outputFolder: id }))
  if (settings === null) return null
  const { outputFolder, recentFolders } = settings
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
      <div className="settings-row">
        <Button icon={<FolderOpen />} isBusy={choice.isBusy} onClick={choice.choose}>
          {t('settings.output-choose')}
        </Button>
        {outputFolder !== null && (
          <Button onClick={() => save({ outputFolder: null })}>{t('settings.output-use-beside')}</Button>
        )}
      </div>
      <FailureText failure={choice.failure ?? failure} />
      {choice.dialog}
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
