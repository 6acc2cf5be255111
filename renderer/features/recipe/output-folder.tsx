import { ChevronDown, Folder } from 'lucide-react'
import { useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { FailureNote } from '../batch/failure-note.tsx'
import { FolderDialog } from './folder-dialog.tsx'
import { useDefaultFolder } from './use-default-folder.ts'
import { useChangeDraft } from './use-draft.ts'
import './output-folder.css'

/** Where the results of the next batch go. */
export function OutputFolder() {
  const t = useTranslate()
  const folder = useFrom('draft', (state) => state.outputFolder)
  const settings = useFrom('settings', (state) => state.settings)
  const change = useChangeDraft()
  const choose = (outputFolder: FolderView | null): void => change((draft) => ({ ...draft, outputFolder }))
  const picking = usePickFolder(choose)
  const standard = useDefaultFolder() ?? t('recipe.folder.beside')
  const shown = folder?.path ?? standard
  const recent = (settings?.recentFolders ?? []).filter(({ path }) => path !== folder?.path)
  const items: MenuItem[] = [
    { label: settings?.outputFolder?.path ?? t('recipe.folder.beside'), onSelect: () => choose(null) },
    ...recent.map((entry) => ({ label: entry.path, onSelect: () => choose(entry) })),
    'separator',
    ...(picking.canChoose ? [{ label: t('recipe.folder.choose'), onSelect: () => void picking.pick() }] : []),
    { label: t('recipe.folder.type'), onSelect: () => picking.setIsTyping(true) },
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
      {picking.failure !== null && <FailureNote failure={picking.failure} />}
      <FolderDialog isOpen={picking.isTyping} onClose={() => picking.setIsTyping(false)} onChosen={choose} />
    </div>
  )
}

function usePickFolder(choose: (folder: FolderView) => void) {
  const { request, bridge } = useStores()
  const [isTyping, setIsTyping] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const pick = async (): Promise<void> => {
    setFailure(null)
    try {
      const folder = await request('folders:choose')
      if (folder !== null) choose(folder)
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailure(thrown.failure)
    }
  }
  return { pick, canChoose: bridge.host === 'desktop', isTyping, setIsTyping, failure }
}
