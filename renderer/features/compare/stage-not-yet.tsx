import { useRef } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useViewKeys } from './use-view-keys.ts'
import type { Walk } from './walk.ts'
import './stage.css'

interface StageNotYetProps {
  readonly walk: Walk
  readonly onClose: () => void
}

/** In the place of a picture whose row is still being read; the keys lead on all the same. */
export function StageNotYet({ walk, onClose }: StageNotYetProps) {
  const t = useTranslate()
  const stage = useRef<HTMLDivElement>(null)
  useStageFocus(stage)
  useViewKeys({
    ArrowLeft: () => walk.goTo(walk.index - 1),
    ArrowRight: () => walk.goTo(walk.index + 1),
    Escape: onClose,
  })
  return (
    <div className="stage">
      <div
        ref={stage}
        className="stage__panes"
        role="group"
        aria-label={t('gallery.loading')}
        tabIndex={-1}
        data-stage=""
      />
    </div>
  )
}
