import type { HistoryRow } from '../../../shared/ipc/history-rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { copyText } from '../batch/copy-text.ts'
import { useAsking } from '../../app/use-asking.ts'

/** Puts the path of a result on the clipboard, or of the source where there is none. */
export function useCopyResultPath(): (row: HistoryRow) => Promise<void> {
  const t = useTranslate()
  const ask = useAsking()
  const toasts = useToasts()
  return async ({ itemId, result }) => {
    const path = await ask(async (request) =>
      result === null
        ? (await request('items:read', { id: itemId })).sourcePath
        : (await request('results:read', { id: result.id })).output.path,
    )
    if (path === null) return
    if (await copyText(path)) toasts.show({ title: t('gallery.path-copied'), body: path, kind: 'success' })
    else toasts.show({ title: t('gallery.path-not-copied'), body: path, kind: 'error' })
  }
}
