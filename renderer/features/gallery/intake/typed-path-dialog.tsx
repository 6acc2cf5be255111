import { useState } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { failureLine } from '../../../messages/failure-text.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { AutocompleteField } from '../../../ui/autocomplete-field.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useCompletedPaths } from '../../folders/use-completed-paths.ts'

interface TypedPathDialogProps {
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Adds a file or folder by its path, which main completes while it is typed. */
export function TypedPathDialog({ isOpen, onClose }: TypedPathDialogProps) {
  const t = useTranslate()
  const { request } = useStores()
  const [path, setPath] = useState('')
  const [error, setError] = useState<string | null>(null)
  const suggestions = useCompletedPaths(isOpen ? path : '')

  const change = (text: string): void => {
    setPath(text)
    setError(null)
  }
  const add = async (): Promise<void> => {
    try {
      await request('intake:add-typed', { path: path.trim() })
      setPath('')
      onClose()
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setError(failureLine(thrown.failure, t))
    }
  }
  const commit = (): void => {
    if (path.trim() !== '') void add()
  }

  return (
    <Dialog
      title={t('gallery.type-a-path')}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={path.trim() === ''} onClick={commit}>
            {t('gallery.add-path')}
          </Button>
        </>
      }
    >
      <AutocompleteField
        label={t('gallery.path')}
        hint={t('gallery.path-hint')}
        error={error}
        value={path}
        onChange={change}
        suggestions={suggestions}
        side="top"
        onCommit={commit}
      />
    </Dialog>
  )
}
