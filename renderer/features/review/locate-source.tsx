import { useState } from 'react'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { useToasts } from '../../ui/toasts.tsx'
import { useAsking } from '../gallery/use-asking.ts'
import { FolderDialog } from '../recipe/folder-dialog.tsx'

/** Says that a source is gone, and looks for it in a folder the user names. */
export function LocateSource({ sourceId }: { readonly sourceId: string }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const { show } = useToasts()
  const ask = useAsking()
  const [isTyping, setTyping] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const locate = async (folder: FolderView): Promise<void> => {
    setBusy(true)
    const found = await ask((request) => request('results:locate', { source: sourceId, folder: folder.id }))
    setBusy(false)
    if (found !== null) show({ title: t('review.located', { count: found }) })
  }
  const choose = async (): Promise<void> => {
    if (bridge.host !== 'desktop') return setTyping(true)
    const folder = await ask((request) => request('folders:choose'))
    if (folder !== null) await locate(folder)
  }
  return (
    <div className="result-panel__actions">
      <p className="result-panel__notice">{t('review.source-gone')}</p>
      <Button isBusy={isBusy} onClick={() => void choose()}>
        {t('review.locate')}
      </Button>
      <FolderDialog isOpen={isTyping} onClose={() => setTyping(false)} onChosen={(folder) => void locate(folder)} />
    </div>
  )
}
