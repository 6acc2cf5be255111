import { useRef, useState } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import type { Shown } from '../gallery/shown.ts'
import { CompareSlider, Flicker, Many, resultText, SideBySide, sizeText } from './before-after.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { ResultsStrip } from './results-strip.tsx'
import type { Subject, ViewedResult } from './subject.ts'
import { useFlicker } from './use-flicker.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useSubject } from './use-subject.ts'
import { useViewKeys } from './use-view-keys.ts'
import type { Viewing } from './use-viewing.ts'
import { useZoom, type SharedZoom } from './use-zoom.ts'
import { ViewBar } from './view-bar.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface ComparePairProps {
  readonly shown: Shown
  readonly viewing: Viewing
  readonly onClose: () => void
}

const modes = ['slider', 'side', 'flicker', 'all'] as const
type Mode = (typeof modes)[number]
/** Pictures beside each other. */
const most = 4

/** An entry and its results, one at a time or all of them. */
export function ComparePair({ shown, viewing, onClose }: ComparePairProps) {
  const t = useTranslate()
  const { entry, index, move, goTo } = viewing
  const subject = useSubject(entry)
  const stage = useRef<HTMLDivElement>(null)
  const shared = useZoom()
  const [wantedMode, setMode] = useState<Mode>('slider')
  const [chosen, setChosen] = useState<string | null>(null)
  const flicker = useFlicker()
  const result = subject.results.find(({ key }) => key === chosen) ?? subject.results[0] ?? null
  const hasAll = subject.results.length > 1
  const mode = wantedMode === 'all' && !hasAll ? 'side' : wantedMode
  useStageFocus(stage)
  useViewKeys(
    {
      ArrowLeft: () => move(-1),
      ArrowRight: () => move(1),
      Escape: onClose,
      z: shared.toggle,
      f: () => {
        setMode('flicker')
        flicker.press()
      },
    },
    { f: flicker.release },
  )

  return (
    <>
      <ViewBar name={entry.name} detail={result === null ? '' : t('compare.percent', { percent: shared.percent })}>
        <Segmented
          label={t('compare.mode')}
          isLabelHidden
          value={mode}
          options={modes
            .filter((mode) => mode !== 'all' || hasAll)
            .map((value) => ({ value, label: t(`compare.mode-${value}`) }))}
          onChange={(mode, isPressed) => {
            setMode(mode)
            // Whoever pressed it goes on with the arrow keys to the next picture.
            if (isPressed) requestAnimationFrame(() => stage.current?.focus({ preventScroll: true }))
          }}
        />
        <ZoomButtons shared={shared} />
      </ViewBar>
      <div className="stage">
        <div
          ref={stage}
          className="stage__panes"
          role="group"
          aria-label={entry.name}
          tabIndex={-1}
          data-stage=""
          data-count={mode === 'all' ? Math.min(subject.results.length + 1, most) : undefined}
        >
          {result === null ? (
            <NothingToCompare />
          ) : (
            <Pictures mode={mode} subject={subject} result={result} shared={shared} showsAfter={flicker.showsAfter} />
          )}
        </div>
      </div>
      {hasAll && mode !== 'all' && result !== null && (
        <ResultsStrip subject={subject} chosen={result.key} hasSource={false} onChoose={setChosen} />
      )}
      <Filmstrip entries={shown.entries} index={index} onChoose={goTo} />
    </>
  )
}

interface PicturesProps {
  readonly mode: Mode
  readonly subject: Subject
  readonly result: ViewedResult
  readonly shared: SharedZoom
  readonly showsAfter: boolean
}

function Pictures({ mode, subject, result, shared, showsAfter }: PicturesProps) {
  const t = useTranslate()
  switch (mode) {
    case 'slider':
      return <CompareSlider subject={subject} result={result} shared={shared} />
    case 'side':
      return <SideBySide subject={subject} result={result} shared={shared} />
    case 'flicker':
      return <Flicker subject={subject} result={result} shared={shared} showsAfter={showsAfter} />
    case 'all': {
      const results = subject.results.slice(0, most - 1)
      const views = [
        { viewed: subject.source, text: t('compare.before'), detail: sizeText(subject.source, t) },
        ...results.map((viewed, index) => ({
          viewed,
          text: t('compare.result', { number: index + 1 }),
          detail: resultText(viewed, t),
        })),
      ]
      return <Many views={views} shared={shared} />
    }
  }
}

function NothingToCompare() {
  const t = useTranslate()
  const { place } = useStores()
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  return (
    <EmptyState
      title={t('compare.nothing')}
      body={t(isTable ? 'compare.nothing-body' : 'compare.nothing-yet')}
      actions={<Button onClick={() => place.setState({ view: 'loupe' })}>{t('compare.to-loupe')}</Button>}
    />
  )
}
