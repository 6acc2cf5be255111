import { useEffect, useState } from 'react'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { AutocompleteField } from '../../ui/autocomplete-field.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'

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
  const suggestions = useCompletions(path)

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
      setError(thrown.failure.message)
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
        onCommit={commit}
      />
    </Dialog>
  )
}

const pauseMs = 120

function useCompletions(text: string): readonly string[] {
  const { request } = useStores()
  const [found, setFound] = useState<readonly string[]>([])
  useEffect(() => {
    let isLatest = true
    const show = (paths: readonly string[]): void => {
      if (isLatest) setFound(paths)
    }
    const timer = window.setTimeout(() => {
      if (text === '') show([])
      // Completion only helps; without it the path can still be typed.
      else request('intake:complete', { text }).then(show, () => show([]))
    }, pauseMs)
    return () => {
      isLatest = false
      window.clearTimeout(timer)
    }
  }, [request, text])
  return found
}
