import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { ItemRow, PictureId } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'

const edge = 320

/** Small pictures of what went in and what came out. */
export function BeforeAfter({ item }: { readonly item: ItemRow }) {
  const t = useTranslate()
  const result = item.outputs[0]
  return (
    <div className="before-after">
      <Thumbnail key={item.picture} picture={item.picture} name={t('batch.before')} />
      {result !== undefined && <Thumbnail key={result.picture} picture={result.picture} name={t('batch.after')} />}
    </div>
  )
}

function Thumbnail({ picture, name }: { readonly picture: PictureId; readonly name: string }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const [isBroken, setIsBroken] = useState(false)
  return (
    <figure className="before-after__picture">
      {isBroken ? (
        <span className="before-after__broken">
          <ImageOff size={20} strokeWidth={1.5} aria-hidden="true" />
          {t('gallery.cannot-be-shown')}
        </span>
      ) : (
        <img src={bridge.pictureUrl(picture, edge)} alt={name} decoding="async" onError={() => setIsBroken(true)} />
      )}
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  )
}
