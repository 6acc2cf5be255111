import { MoveHorizontal } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { ReactCompareSlider } from 'react-compare-slider'
import { useTranslate } from '../../messages/use-translate.ts'
import { PaneLabel } from './pane-label.tsx'
import { Pane } from './pane.tsx'
import type { Side } from './side.ts'
import type { SharedZoom } from './use-zoom.ts'

export interface PairProps {
  readonly left: Side
  readonly right: Side
  readonly shared: SharedZoom
}

/** Two pictures over each other, with a line between them that is pulled. */
export function CompareSlider({ left, right, shared }: PairProps) {
  const t = useTranslate()
  const zoom = shared.pane(pairKey)
  const root = useRef<HTMLDivElement>(null)
  const label = t('compare.slider-label')
  useEffect(() => {
    // The library names its handle in English.
    root.current?.querySelector('[role="slider"]')?.setAttribute('aria-label', label)
  }, [label])
  return (
    <div ref={root} className="stage__pane" dir="ltr">
      <ReactCompareSlider
        className="stage__slider"
        itemOne={<Pane viewed={left.viewed} zoom={zoom} stretches isQuiet />}
        itemTwo={<Pane viewed={right.viewed} zoom={zoom} stretches />}
        handle={
          <div className="stage__handle">
            <span className="stage__handle-line" />
            <span className="stage__handle-grip">
              <MoveHorizontal size={16} aria-hidden="true" />
            </span>
          </div>
        }
        // What is zoomed into is moved by pulling it.
        onlyHandleDraggable={!shared.isWhole}
        transition="none"
      />
      <PaneLabel at="left" side={left} />
      <PaneLabel at="right" side={right} />
    </div>
  )
}

/** Both are there all the time, so that the change between them is immediate. */
export function Flicker({ left, right, shared, showsAfter }: PairProps & { readonly showsAfter: boolean }) {
  const zoom = shared.pane(pairKey)
  return (
    <div className="stage__pane">
      <div className="stage__layer" data-hidden={showsAfter ? '' : undefined}>
        <Pane viewed={left.viewed} zoom={zoom} stretches isQuiet />
      </div>
      <div className="stage__layer" data-hidden={showsAfter ? undefined : ''}>
        <Pane viewed={right.viewed} zoom={zoom} stretches />
      </div>
      <PaneLabel at="left" side={showsAfter ? right : left} />
    </div>
  )
}

/** One picture taken from the other: black where they are the same, lighter the more they differ. */
export function Difference({ left, right, shared }: PairProps) {
  const t = useTranslate()
  const zoom = shared.pane(pairKey)
  return (
    <div className="stage__pane">
      <div className="difference" role="img" aria-label={t('compare.difference-label')}>
        <div className="stage__layer">
          <Pane viewed={left.viewed} zoom={zoom} stretches isQuiet />
        </div>
        <div className="stage__layer difference__other">
          <Pane viewed={right.viewed} zoom={zoom} stretches />
        </div>
      </div>
      <PaneLabel at="left" side={left} />
      <PaneLabel at="right" side={right} />
    </div>
  )
}

/** Pictures that lie over each other always have one zoom: that of the pane whose number is told. */
export const pairKey = 'pair'
