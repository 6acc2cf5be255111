import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { failureLine } from '../../../messages/failure-text.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import type { GalleryEntry } from '../entries/entry.ts'

/** A calm tile in place of a picture; why it cannot be shown is asked for when somebody points at it. */
export function UnreadablePicture({ entry }: { readonly entry: Pick<GalleryEntry, 'sourceId'> }) {
  const t = useTranslate()
  const { request } = useStores()
  const [reason, setReason] = useState<string | null>(null)

  const ask = async (): Promise<void> => {
    if (reason !== null || entry.sourceId === null) return
    try {
      const { failure } = await request('sources:details', { id: entry.sourceId })
      setReason(failure === null ? '' : failureLine(failure, t))
    } catch (thrown) {
      setReason(thrown instanceof RequestFailure ? failureLine(thrown.failure, t) : '')
    }
  }

  return (
    <span className="grid-cell__unreadable" title={reason ?? undefined} onPointerEnter={() => void ask()}>
      <ImageOff size={20} strokeWidth={1.5} />
      <span>{t('gallery.cannot-be-shown')}</span>
    </span>
  )
}
