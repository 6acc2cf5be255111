import { useState } from 'react'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { AutocompleteField } from '../../ui/autocomplete-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useAsking } from '../settings/use-asking.ts'
import { isFolderPath, useCompletedPaths } from './use-completed-paths.ts'

/** Whether a folder is written to, which is tried at once, or only looked in. */
export type FolderPurpose = 'write' | 'search'

interface FolderDialogProps {
  readonly purpose: FolderPurpose
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onChosen: (folder: FolderView) => void
}

/** Names a folder by typing its path, for hosts without a dialog of the system. */
export function FolderDialog({ purpose, isOpen, onClose, onChosen }: FolderDialogProps) {
  const t = useTranslate()
  const { request } = useStores()
  const { isBusy, failure, ask, forget } = useAsking()
  const [path, setPath] = useState('')
  const suggestions = useCompletedPaths(isOpen ? path : '').filter(isFolderPath)
  const use = async (): Promise<void> => {
    const typed = { path: path.trim() }
    if (typed.path === '') return
    const folder = await ask(() =>
      purpose === 'write' ? request('folders:typed', typed) : request('folders:search', typed),
    )
    if (folder === null) return
    setPath('')
    onClose()
    onChosen(folder)
  }
  return (
    <Dialog
      title={t(purpose === 'write' ? 'recipe.folder.type-title' : 'recipe.folder.path')}
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" isBusy={isBusy} disabled={path.trim() === ''} onClick={() => void use()}>
            {t('recipe.folder.use')}
          </Button>
        </>
      }
    >
      <AutocompleteField
        label={t('recipe.folder.path')}
        value={path}
        onChange={(text) => {
          setPath(text)
          forget()
        }}
        suggestions={suggestions}
        side="top"
        onCommit={() => void use()}
        hint={purpose === 'write' ? t('recipe.folder.path-hint') : undefined}
        error={failure === null ? null : failureLine(failure, t)}
      />
    </Dialog>
  )
}
