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
      <Thumbnail picture={item.picture} name={t('batch.before')} />
      {result !== undefined && <Thumbnail picture={result.picture} name={t('batch.after')} />}
    </div>
  )
}

function Thumbnail({ picture, name }: { readonly picture: PictureId; readonly name: string }) {
  const { bridge } = useStores()
  return (
    <figure className="before-after__picture">
      <img key={picture} src={bridge.pictureUrl(picture, edge)} alt={name} decoding="async" />
      <figcaption aria-hidden="true">{name}</figcaption>
    </figure>
  )
}
