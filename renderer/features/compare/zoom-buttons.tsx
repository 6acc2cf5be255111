import { Lock, LockOpen } from 'lucide-react'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { SharedZoom } from './use-zoom.ts'
import './zoom-buttons.css'

interface ZoomButtonsProps {
  readonly shared: SharedZoom
  /** There are panes beside each other whose zoom can be told apart. */
  readonly hasLock?: boolean
}

/** The whole picture, or its own pixels; and whether pictures beside each other go together. */
export function ZoomButtons({ shared, hasLock = false }: ZoomButtonsProps) {
  const t = useTranslate()
  return (
    <>
      {hasLock && (
        <IconButton
          icon={shared.isLocked ? <Lock size={15} /> : <LockOpen size={15} />}
          label={t('compare.lock')}
          shortcut="l"
          isPressed={shared.isLocked}
          onClick={shared.toggleLock}
        />
      )}
      <IconButton
        icon={<span className="zoom-buttons__text">{t('compare.fit-short')}</span>}
        label={t('compare.fit')}
        isPressed={shared.isWhole}
        onClick={shared.fit}
      />
      <IconButton
        icon={<span className="zoom-buttons__text">1:1</span>}
        label={t('compare.actual')}
        shortcut="z"
        isPressed={shared.percent === 100 && !shared.isWhole}
        onClick={shared.toggle}
      />
    </>
  )
}
