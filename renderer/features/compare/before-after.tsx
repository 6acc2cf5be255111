import { MoveHorizontal } from 'lucide-react'
import { ReactCompareSlider } from 'react-compare-slider'
import { useEffect, useRef } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import type { Translate } from '../../messages/translate.ts'
import { modelName } from '../batch/batch-text.ts'
import { Pane } from './pane.tsx'
import { costText } from './result-facts.ts'
import type { Subject, Viewed, ViewedResult } from './subject.ts'
import type { SharedZoom } from './use-zoom.ts'

interface BeforeAfterProps {
  readonly subject: Subject
  readonly result: ViewedResult
  readonly shared: SharedZoom
}

/** Source and result over each other, with a line between them that is pulled. */
export function CompareSlider({ subject, result, shared }: BeforeAfterProps) {
  const t = useTranslate()
  const { zoom, change, onView } = shared
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
        itemOne={<Pane viewed={subject.source} zoom={zoom} onZoom={change} stretches />}
        itemTwo={<Pane viewed={result} zoom={zoom} onZoom={change} stretches onView={onView} />}
        handle={
          <div className="stage__handle">
            <span className="stage__handle-line" />
            <span className="stage__handle-grip">
              <MoveHorizontal size={16} aria-hidden="true" />
            </span>
          </div>
        }
        // What is zoomed into is moved by pulling it.
        onlyHandleDraggable={zoom.relative > 1}
        transition="none"
      />
      <PaneLabel side="left" text={t('compare.before')} detail={sizeText(subject.source, t)} />
      <PaneLabel side="right" text={t('compare.after')} detail={resultText(result, t)} />
    </div>
  )
}

export function SideBySide({ subject, result, shared }: BeforeAfterProps) {
  const t = useTranslate()
  const { zoom, change, onView } = shared
  return (
    <>
      <div className="stage__pane">
        <Pane viewed={subject.source} zoom={zoom} onZoom={change} stretches />
        <PaneLabel side="left" text={t('compare.before')} detail={sizeText(subject.source, t)} />
      </div>
      <div className="stage__pane">
        <Pane viewed={result} zoom={zoom} onZoom={change} stretches onView={onView} />
        <PaneLabel side="left" text={t('compare.after')} detail={resultText(result, t)} />
      </div>
    </>
  )
}

/** Both are there all the time, so that the change between them is immediate. */
export function Flicker({ subject, result, shared, showsAfter }: BeforeAfterProps & { readonly showsAfter: boolean }) {
  const t = useTranslate()
  const { zoom, change, onView } = shared
  return (
    <div className="stage__pane">
      <div className="stage__layer" data-hidden={showsAfter ? '' : undefined}>
        <Pane viewed={subject.source} zoom={zoom} onZoom={change} stretches />
      </div>
      <div className="stage__layer" data-hidden={showsAfter ? undefined : ''}>
        <Pane viewed={result} zoom={zoom} onZoom={change} stretches onView={onView} />
      </div>
      {showsAfter ? (
        <PaneLabel side="left" text={t('compare.after')} detail={resultText(result, t)} />
      ) : (
        <PaneLabel side="left" text={t('compare.before')} detail={sizeText(subject.source, t)} />
      )}
    </div>
  )
}

interface ManyProps {
  readonly views: readonly { readonly viewed: Viewed; readonly text: string; readonly detail: string }[]
  readonly shared: SharedZoom
}

/** Two to four pictures with one zoom. */
export function Many({ views, shared }: ManyProps) {
  const { zoom, change, onView } = shared
  return views.map(({ viewed, text, detail }, index) => (
    <div key={viewed.key} className="stage__pane">
      <Pane
        viewed={viewed}
        zoom={zoom}
        onZoom={change}
        stretches
        onView={index === views.length - 1 ? onView : undefined}
      />
      <PaneLabel side="left" text={text} detail={detail} />
    </div>
  ))
}

interface PaneLabelProps {
  readonly side: 'left' | 'right'
  readonly text: string
  readonly detail: string
}

function PaneLabel({ side, text, detail }: PaneLabelProps) {
  return (
    <span className="stage__label" data-side={side}>
      <strong>{text}</strong>
      {detail !== '' && ` · ${detail}`}
    </span>
  )
}

export function sizeText({ size }: Viewed, t: Translate): string {
  return size === null ? '' : t('compare.pixels', { width: size.width, height: size.height })
}

/** Its size, what made it, and what it cost. */
export function resultText(result: ViewedResult, t: Translate): string {
  return [sizeText(result, t), result.output === null ? '' : modelName(result.output.model), costText(result, t) ?? '']
    .filter((part) => part !== '')
    .join(' · ')
}
