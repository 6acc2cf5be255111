import { useState } from 'react'
import type { FolderView } from '../../../../shared/ipc/rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { useFolderChoice } from '../../folders/use-folder-choice.tsx'
import { useAsking } from '../../../app/use-asking.ts'
import { FailureText } from '../../settings/failure-text.tsx'

/** Says that a source is gone, and looks for it in a folder the user names. */
export function LocateSource({ sourceId }: { readonly sourceId: string }) {
  const t = useTranslate()
  const { show } = useToasts()
  const ask = useAsking()
  const [isBusy, setBusy] = useState(false)
  const locate = async (folder: FolderView): Promise<void> => {
    setBusy(true)
    const found = await ask((request) => request('results:locate', { source: sourceId, folder: folder.id }))
    setBusy(false)
    if (found !== null) show({ title: t('review.located', { count: found }) })
  }
  const folder = useFolderChoice('search', (chosen) => void locate(chosen))
  return (
    <div className="result-panel__actions">
      <p className="result-panel__notice">{t('review.source-gone')}</p>
      <Button isBusy={isBusy || folder.isBusy} onClick={folder.choose}>
        {t('review.locate')}
      </Button>
      <FailureText failure={folder.failure} />
      {folder.dialog}
    </div>
  )
}
