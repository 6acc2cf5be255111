import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { SharedZoom } from './use-zoom.ts'
import './zoom-buttons.css'

/** The whole picture, or its own pixels. */
export function ZoomButtons({ shared }: { readonly shared: SharedZoom }) {
  const t = useTranslate()
  const isWhole = shared.zoom.relative === 1
  return (
    <>
      <IconButton
        icon={<span className="zoom-buttons__text">{t('compare.fit-short')}</span>}
        label={t('compare.fit')}
        isPressed={isWhole}
        onClick={shared.fit}
      />
      <IconButton
        icon={<span className="zoom-buttons__text">1:1</span>}
        label={t('compare.actual')}
        shortcut="z"
        isPressed={shared.percent === 100 && !isWhole}
        onClick={shared.toggle}
      />
    </>
  )
}
