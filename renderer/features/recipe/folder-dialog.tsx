import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { AutocompleteField } from '../../ui/autocomplete-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

interface FolderDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly onChosen: (folder: FolderView) => void
}

/** Names a folder by typing its path. */
export function FolderDialog({ isOpen, onClose, onChosen }: FolderDialogProps) {
  const t = useTranslate()
  const [path, setPath] = useState('')
  const suggestions = useCompletedPaths(isOpen ? path : '')
  const { use, failure } = useTypedFolder((folder) => {
    onChosen(folder)
    onClose()
  })
  return (
    <Dialog
      title={t('recipe.folder.type-title')}
      isOpen={isOpen}
      onClose={onClose}
      size="s"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={path.trim() === ''} onClick={() => void use(path)}>
            {t('recipe.folder.use')}
          </Button>
        </>
      }
    >
      <AutocompleteField
        label={t('recipe.folder.path')}
        value={path}
        onChange={setPath}
        suggestions={suggestions}
        onCommit={() => void use(path)}
        hint={t('recipe.folder.path-hint')}
        error={failure?.message ?? null}
      />
    </Dialog>
  )
}

function useTypedFolder(onFound: (folder: FolderView) => void) {
  const { request } = useStores()
  const [failure, setFailure] = useState<Failure | null>(null)
  const use = async (path: string): Promise<void> => {
    setFailure(null)
    try {
      onFound(await request('folders:typed', { path: path.trim() }))
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailure(thrown.failure)
    }
  }
  return { use, failure }
}

/** Folders whose path begins with what is typed. */
function useCompletedPaths(text: string): readonly string[] {
  const { request } = useStores()
  const [paths, setPaths] = useState<readonly string[]>([])
  useEffect(() => {
    let isWanted = true
    const timer = setTimeout(() => {
      const asked = text.trim() === '' ? Promise.resolve([]) : request('intake:complete', { text })
      asked.then(
        (found) => isWanted && setPaths(found.filter((path) => /[/\\]$/.test(path))),
        (thrown: unknown) => {
          // Completion is a convenience; the path can still be typed whole.
          if (!(thrown instanceof RequestFailure)) throw thrown
        },
      )
    }, 150)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [request, text])
  return paths
}
