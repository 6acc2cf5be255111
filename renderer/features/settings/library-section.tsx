import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'

/** Where history, thumbnails and settings lie. */
export function LibrarySection() {
  const t = useTranslate()
  const folder = useFrom('settings', ({ settings }) => settings?.libraryFolder)
  const version = useFrom('settings', ({ app }) => app?.version)
  const total = useFrom('sources', (state) => state.total)
  const batches = useFrom('batches', (state) => state.total)
  if (folder === undefined) return null
  return (
    <div className="settings-stack">
      <div>
        <h3 className="field__label">{t('settings.library-folder')}</h3>
        <p className="settings-path">{folder}</p>
      </div>
      <p>{t('settings.library-holds', { sources: total, batches })}</p>
      <p className="settings-note">{t('settings.library-note')}</p>
      {version !== undefined && <p className="settings-note">{t('settings.version', { version })}</p>}
    </div>
  )
}
