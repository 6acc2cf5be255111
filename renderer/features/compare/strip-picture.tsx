import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { PictureId } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'

const edge = 256

/** A small picture whose name stands beside it or on what holds it. */
export function StripPicture({ picture }: { readonly picture: PictureId }) {
  const { bridge } = useStores()
  const [failed, setFailed] = useState<PictureId | null>(null)
  if (failed === picture) return <ImageOff size={18} strokeWidth={1.5} aria-hidden="true" />
  return (
    <img
      key={picture}
      src={bridge.pictureUrl(picture, edge)}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setFailed(picture)}
    />
  )
}
