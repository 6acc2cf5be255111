import { useRef } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { MarksBar } from '../review/marks/marks-bar.tsx'
import { useReviewCommands } from '../review/use-review-commands.ts'
import { Beside } from './beside.tsx'
import { ChangedShare } from './changed-share.tsx'
import { CompareModes, pairModes } from './compare-mode.tsx'
import { PairStage } from './pair-stage.tsx'
import { useSeveral, type Several } from './use-several.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useViewKeys } from './use-view-keys.ts'
import { ViewBar } from './view-bar.tsx'
import type { Walk } from './walk.ts'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface CompareSeveralProps {
  /** With two to four selected. */
  readonly walk: Walk
  readonly onClose: () => void
}

/** Selected pictures beside each other: their results where they have some. */
export function CompareSeveral({ walk, onClose }: CompareSeveralProps) {
  const t = useTranslate()
  const stage = useRef<HTMLDivElement>(null)
  const several = useSeveral(walk)
  const { sides, mode } = several
  useReviewCommands(several.targets)
  useStageFocus(stage)
  useSeveralKeys(several, onClose)
  const title = t('compare.several', { count: sides.length })
  return (
    <>
      <SeveralBar title={title} several={several} />
      <div className="stage">
        <div
          ref={stage}
          className="stage__panes"
          role="group"
          aria-label={title}
          tabIndex={-1}
          data-stage=""
          data-count={mode === 'side' ? sides.length : undefined}
        >
          <Pictures several={several} />
        </div>
      </div>
    </>
  )
}

function SeveralBar({ title, several }: { readonly title: string; readonly several: Several }) {
  const t = useTranslate()
  const { sides, mode, shared, active } = several
  const [left, right] = sides
  return (
    <ViewBar name={title} detail={t('compare.percent', { percent: shared.percent })}>
      {mode === 'difference' && left && right && <ChangedShare left={left} right={right} />}
      {sides.length === 2 && <CompareModes mode={mode} modes={pairModes} onChange={several.setMode} />}
      <MarksBar targets={several.targets} output={active.result?.id ?? null} />
      <ZoomButtons shared={shared} hasLock={mode === 'side'} />
    </ViewBar>
  )
}

function Pictures({ several }: { readonly several: Several }) {
  const { sides, mode, shared, active, flicker } = several
  const [left, right] = sides
  if (mode === 'side' || mode === 'all' || !left || !right) {
    return <Beside sides={sides} shared={shared} active={active.viewed.key} onActivate={several.choose} />
  }
  return <PairStage mode={mode} left={left} right={right} shared={shared} showsAfter={flicker.showsAfter} />
}

function useSeveralKeys(several: Several, onClose: () => void): void {
  const { step, shared, flicker } = several
  useViewKeys(
    {
      ArrowLeft: () => step(-1),
      ArrowRight: () => step(1),
      Escape: onClose,
      z: shared.toggle,
      ...shared.panKeys,
      l: shared.toggleLock,
      d: () => several.toggleMode('difference'),
      f: () => {
        several.setMode('flicker')
        flicker.press()
      },
    },
    { f: flicker.release },
  )
}
