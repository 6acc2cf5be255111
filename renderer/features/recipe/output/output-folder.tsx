import { ChevronDown, Folder } from 'lucide-react'
import type { FolderView } from '../../../../shared/ipc/rows.ts'
import { useFrom, useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { useFolderChoice } from '../../folders/use-folder-choice.tsx'
import { lookAtFolder, lostFolderOf } from '../draft/draft-store.ts'
import { useDefaultFolder } from './use-default-folder.ts'
import { useChangeDraft } from '../draft/use-draft.ts'
import './output-folder.css'

/** Where the results of the next batch go. */
export function OutputFolder() {
  const t = useTranslate()
  const { bridge, draft, request } = useStores()
  const folder = useFrom('draft', (state) => state.outputFolder)
  const settings = useFrom('settings', (state) => state.settings)
  const change = useChangeDraft()
  const choose = (outputFolder: FolderView | null): void => change((draft) => ({ ...draft, outputFolder }))
  const other = useFolderChoice('write', choose)
  const lost = useFrom('draft', lostFolderOf)
  const standard = useDefaultFolder() ?? t('recipe.folder.beside')
  const shown = folder?.path ?? standard
  const recent = (settings?.recentFolders ?? []).filter(({ path }) => path !== folder?.path)
  const items: MenuItem[] = [
    { label: settings?.outputFolder?.path ?? t('recipe.folder.beside'), onSelect: () => choose(null) },
    ...recent.map((entry) => ({ label: entry.path, onSelect: () => choose(entry) })),
    'separator',
    {
      label: t(bridge.host === 'desktop' ? 'recipe.folder.choose' : 'recipe.folder.type'),
      onSelect: other.choose,
    },
  ]
  return (
    <div className="output-folder">
      <span className="field__label">{t('recipe.folder')}</span>
      <Menu
        trigger={
          <Button
            className="output-folder__button"
            icon={<Folder />}
            aria-label={t('recipe.folder.label', { path: shown })}
            title={shown}
          >
            <span className="path-end one-line">
              <bdi>{shown}</bdi>
            </span>
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
        items={items}
      />
      {other.failure !== null && <FailureNote failure={other.failure} />}
      {lost !== null && (
        <FailureNote failure={lost}>
          <Button onClick={() => void lookAtFolder(draft, request)}>{t('recipe.folder.look-again')}</Button>
        </FailureNote>
      )}
      {other.dialog}
    </div>
  )
}
