import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { HistoryRow } from '../../../../shared/ipc/history-rows.ts'
import type { OutputRow, PictureId } from '../../../../shared/ipc/rows.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'

interface ResultPicturesProps {
  readonly row: HistoryRow
  readonly output: OutputRow
}

const edge = 320

/** What went in and what came out, small. */
export function ResultPictures({ row, output }: ResultPicturesProps) {
  const t = useTranslate()
  return (
    <div className="result-panel__pictures">
      <SmallPicture picture={row.source} name={t('batch.before')} />
      <SmallPicture picture={output.picture} name={t('batch.after')} />
    </div>
  )
}

function SmallPicture({ picture, name }: { readonly picture: PictureId; readonly name: string }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const [broken, setBroken] = useState<PictureId | null>(null)
  return (
    <figure className="result-panel__picture">
      {broken === picture ? (
        <span className="result-panel__broken">
          <ImageOff size={20} strokeWidth={1.5} aria-hidden="true" />
          {t('gallery.cannot-be-shown')}
        </span>
      ) : (
        <img
          key={picture}
          src={bridge.pictureUrl(picture, edge)}
          alt={name}
          decoding="async"
          onError={() => setBroken(picture)}
        />
      )}
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  )
}
