import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { useToasts } from '../../ui/toasts.tsx'
import { copyText } from '../batch/copy-text.ts'
import type { GalleryEntry } from './entries/entry.ts'
import { useAsking } from '../../app/use-asking.ts'

/** Puts the path of an entry's file on the clipboard, of its result where it has one. */
export function useCopyPath(): (entry: GalleryEntry) => Promise<void> {
  const t = useTranslate()
  const ask = useAsking()
  const toasts = useToasts()
  const isTable = useFrom('place', (state) => state.place.kind === 'table')
  return async ({ key }) => {
    const path = await ask(async (request) => {
      if (isTable) return (await request('sources:details', { id: Number(key) })).path
      const { row, sourcePath } = await request('items:read', { id: key })
      return row.outputs[0]?.path ?? sourcePath
    })
    if (path === null) return
    if (await copyText(path)) toasts.show({ title: t('gallery.path-copied'), body: path, kind: 'success' })
    else toasts.show({ title: t('gallery.path-not-copied'), body: path, kind: 'error' })
  }
}
