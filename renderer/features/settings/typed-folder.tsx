import { useEffect, useState } from 'react'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { AutocompleteField } from '../../ui/autocomplete-field.tsx'
import { Button } from '../../ui/button.tsx'
import { useAsking } from './use-asking.ts'

const waitMs = 150

interface TypedFolderProps {
  /** Whether it is written to, which is tried at once, or only looked in. */
  readonly purpose?: 'write' | 'search'
  readonly action?: string
  readonly onChosen: (folder: FolderView) => void
}

/** A folder by its path, for hosts without a dialog. */
export function TypedFolder({ purpose = 'write', action, onChosen }: TypedFolderProps) {
  const t = useTranslate()
  const { request } = useStores()
  const { isBusy, failure, ask, forget } = useAsking()
  const [path, setPath] = useState('')
  const suggestions = useFolders(path)
  const choose = async (): Promise<void> => {
    if (path.trim() === '') return
    const folder = await ask(() =>
      request(`folders:${purpose === 'write' ? 'typed' : 'search'}`, { path: path.trim() }),
    )
    if (folder === null) return
    setPath('')
    onChosen(folder)
  }
  return (
    <div className="settings-stack">
      <AutocompleteField
        label={t('settings.output-typed')}
        value={path}
        onChange={(value) => {
          setPath(value)
          forget()
        }}
        suggestions={suggestions}
        onCommit={() => void choose()}
        error={failure?.message}
      />
      <div className="settings-row">
        <Button disabled={isBusy || path.trim() === ''} onClick={() => void choose()}>
          {action ?? t('settings.output-use')}
        </Button>
      </div>
    </div>
  )
}

/** Folders whose path begins with the text, a moment after typing. */
function useFolders(text: string): readonly string[] {
  const { request } = useStores()
  const [found, setFound] = useState<{ readonly text: string; readonly paths: readonly string[] } | null>(null)
  useEffect(() => {
    if (text === '') return undefined
    let isOld = false
    const timer = setTimeout(() => {
      request('intake:complete', { text }).then(
        (paths) => isOld || setFound({ text, paths: paths.filter((path) => /[/\\]$/.test(path)) }),
        (thrown: unknown) => {
          // Typing goes on without suggestions; using the path says what is wrong with it.
          if (!(thrown instanceof RequestFailure)) throw thrown
        },
      )
    }, waitMs)
    return () => {
      isOld = true
      clearTimeout(timer)
    }
  }, [text, request])
  return text !== '' && found !== null && text.startsWith(found.text.slice(0, 1)) ? found.paths : []
}
