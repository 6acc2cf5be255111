import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import type { PictureId } from '../../../../shared/ipc/rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { markLoaded } from '../../gallery/grid/grid-cell.tsx'

interface HistoryPictureProps {
  readonly row: HistoryRow
  readonly edge: 256 | 512
  readonly showsBefore: boolean
}

/** The result, with its source beside it under the pointer and in its place while a key is held; or the source alone. */
export function HistoryPicture({ row, edge, showsBefore }: HistoryPictureProps) {
  const { bridge } = useStores()
  const [isPointedAt, setPointedAt] = useState(false)
  const after = row.result?.picture ?? null
  return (
    <span
      className="grid-cell__frame"
      aria-hidden="true"
      data-lost={after === null ? '' : undefined}
      onPointerEnter={() => setPointedAt(true)}
      onPointerLeave={() => setPointedAt(false)}
    >
      <Picture picture={showsBefore || after === null ? row.source : after} edge={edge} />
      {isPointedAt && after !== null && !showsBefore && (
        <img
          className="history-cell__before"
          src={bridge.pictureUrl(row.source, 256)}
          alt=""
          decoding="async"
          draggable={false}
        />
      )}
    </span>
  )
}

function Picture({ picture, edge }: { readonly picture: PictureId; readonly edge: 256 | 512 }) {
  const { bridge } = useStores()
  const t = useTranslate()
  const [failed, setFailed] = useState<PictureId | null>(null)
  if (failed === picture) {
    return (
      <span className="grid-cell__unreadable">
        <ImageOff size={20} strokeWidth={1.5} />
        <span>{t('gallery.cannot-be-shown')}</span>
      </span>
    )
  }
  return (
    <img
      // Another picture never shows in the place of the one before.
      key={picture}
      className="grid-cell__picture"
      src={bridge.pictureUrl(picture, edge)}
      alt=""
      decoding="async"
      draggable={false}
      onLoad={({ currentTarget }) => markLoaded(currentTarget)}
      onError={() => setFailed(picture)}
    />
  )
}
