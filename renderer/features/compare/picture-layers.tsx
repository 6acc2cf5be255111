import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import type { Box } from './zoom.ts'

interface PictureLayersProps {
  readonly picture: string
  readonly alt: string
  readonly edge: number
  readonly onShape: (shape: Box) => void
  readonly failure: string | null
}

export const previewEdge = 256

/** A small picture at once and the sharp one over it as soon as it is decoded; nothing moves when it comes. */
export function PictureLayers({ picture, alt, edge, onShape, failure }: PictureLayersProps) {
  const { bridge } = useStores()
  const [sharp, setSharp] = useState(0)
  const [hasFailed, setFailed] = useState(false)
  if (hasFailed) return <Unshown reason={failure} />

  // A larger one than is needed now is kept: going back and forth shall not load again.
  const wanted = Math.max(edge, sharp)
  const decoded = async (image: HTMLImageElement, edge: number): Promise<void> => {
    try {
      await image.decode()
    } catch {
      return // It was taken away before it was ready, or `onError` says so.
    }
    setSharp((before) => Math.max(before, edge))
  }
  return (
    <>
      {sharp === 0 && (
        <img
          className="picture-layers__layer"
          src={bridge.pictureUrl(picture, previewEdge)}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => onShape({ width, height })}
          onError={() => setFailed(true)}
        />
      )}
      {[sharp, wanted]
        .filter((each, index, all) => each > 0 && all.indexOf(each) === index)
        .map((each) => (
          <img
            key={each}
            className="picture-layers__layer"
            data-pending={each > sharp ? '' : undefined}
            src={bridge.pictureUrl(picture, each)}
            alt={each === wanted ? alt : ''}
            draggable={false}
            onLoad={({ currentTarget }) => void decoded(currentTarget, each)}
          />
        ))}
    </>
  )
}

function Unshown({ reason }: { readonly reason: string | null }) {
  const t = useTranslate()
  return (
    <span className="picture-layers__unshown" role="status">
      <ImageOff size={28} strokeWidth={1.5} aria-hidden="true" />
      <span>{t('gallery.cannot-be-shown')}</span>
      {reason !== null && <span className="quiet">{reason}</span>}
    </span>
  )
}
