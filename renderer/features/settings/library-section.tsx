import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { Backups } from '../care/backups.tsx'
import { LibraryTasks } from '../care/library-tasks.tsx'
import { RoomTable } from '../care/room-table.tsx'
import { useLibrary } from '../care/use-library.ts'
import { FailureText } from './failure-text.tsx'

/** Where everything is kept, what takes how much room, and what can be done about it. */
export function LibrarySection() {
  const t = useTranslate()
  const { shell } = useStores()
  const version = useFrom('settings', ({ app }) => app?.version)
  const care = useLibrary()
  const { library } = care
  if (library === null) {
    return care.failure === null ? <Spinner label={t('care.measuring')} /> : <FailureText failure={care.failure} />
  }
  return (
    <div className="settings-stack">
      <div>
        <h3 className="field__label">{t('settings.library-folder')}</h3>
        <p className="settings-path">{library.folder}</p>
      </div>
      {library.failedAtStart !== null && <FailureText failure={library.failedAtStart} />}
      <p className="settings-note">{t('settings.library-note')}</p>
      <div className="settings-row">
        <Button onClick={() => shell.setState({ dialog: { kind: 'verify', batchId: null } })}>
          {t('command.verify')}
        </Button>
        <Button onClick={() => shell.setState({ dialog: { kind: 'repair' } })}>{t('command.repair')}</Button>
      </div>
      <RoomTable sizes={library.sizes} />
      <LibraryTasks care={care} />
      <FailureText failure={care.failure} />
      <Backups care={care} />
      {version !== undefined && <p className="settings-note">{t('settings.version', { version })}</p>}
    </div>
  )
}
