import { useRef, type RefObject } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { MarksBar } from '../review/marks/marks-bar.tsx'
import { useReviewCommands } from '../review/use-review-commands.ts'
import { Beside } from './beside.tsx'
import { ChangedShare } from './changed-share.tsx'
import { CompareModes } from './compare-mode.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { NothingToCompare } from './nothing-to-compare.tsx'
import { PairStage } from './pair-stage.tsx'
import { ResultsStrip } from './results-strip.tsx'
import { SideChoice } from './side-choice.tsx'
import type { Subject } from './subject.ts'
import { usePair, type Pair } from './use-pair.ts'
import { usePrefetch } from './use-prefetch.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useSubject } from './use-subject.ts'
import { useViewKeys } from './use-view-keys.ts'
import { ViewBar } from './view-bar.tsx'
import type { Stop, Walk } from './walk.ts'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface ComparePairProps {
  readonly walk: Walk
  readonly stop: Stop
  readonly onClose: () => void
}

/** What there is to see at one stop, two at a time or all of it. */
export function ComparePair({ walk, stop, onClose }: ComparePairProps) {
  const subject = useSubject(stop)
  const stage = useRef<HTMLDivElement>(null)
  const pair = usePair(walk, subject)
  const { sides, mode } = pair
  usePrefetch(walk, pair.shared.edge, true)
  useReviewCommands(pair.targets)
  useStageFocus(stage)
  usePairKeys({ walk, pair, onClose })
  const hasStrip = subject.results.length > 1 && mode !== 'all' && sides.right !== null
  return (
    <>
      <PairBar name={stop.name} subject={subject} pair={pair} stage={stage} />
      <div className="stage">
        <div
          ref={stage}
          className="stage__panes"
          role="group"
          aria-label={stop.name}
          tabIndex={-1}
          data-stage=""
          data-count={mode === 'all' ? sides.all.length : undefined}
        >
          <Pictures pair={pair} />
        </div>
      </div>
      {hasStrip && (
        <ResultsStrip
          subject={subject}
          chosen={sides.right?.viewed.key ?? ''}
          hasSource={false}
          onChoose={sides.choose}
        />
      )}
      <Filmstrip walk={walk} />
    </>
  )
}

interface PairBarProps {
  readonly name: string
  readonly subject: Subject
  readonly pair: Pair
  readonly stage: RefObject<HTMLDivElement | null>
}

function PairBar({ name, subject, pair, stage }: PairBarProps) {
  const t = useTranslate()
  const { sides, mode, modes, shared } = pair
  const { left, right } = sides
  const isOneOfMany = subject.results.length > 1 && mode !== 'all'
  return (
    <ViewBar name={name} detail={right === null ? '' : t('compare.percent', { percent: shared.percent })}>
      {mode === 'difference' && right !== null && <ChangedShare left={left} right={right} />}
      {isOneOfMany && <SideChoice subject={subject} sides={sides} />}
      <CompareModes
        mode={mode}
        modes={modes}
        onChange={(mode, isPressed) => {
          pair.setMode(mode)
          // Whoever pressed it goes on with the arrow keys to the next picture.
          if (isPressed) requestAnimationFrame(() => stage.current?.focus({ preventScroll: true }))
        }}
      />
      <MarksBar targets={pair.targets} output={right?.result?.id ?? null} />
      <ZoomButtons shared={shared} hasLock={mode === 'side' || mode === 'all'} />
    </ViewBar>
  )
}

function Pictures({ pair }: { readonly pair: Pair }) {
  const { sides, mode, shared, flicker } = pair
  const { left, right } = sides
  if (right === null) return <NothingToCompare />
  if (mode === 'all') {
    return <Beside sides={sides.all} shared={shared} active={right.viewed.key} onActivate={sides.choose} />
  }
  return <PairStage mode={mode} left={left} right={right} shared={shared} showsAfter={flicker.showsAfter} />
}

interface PairKeys {
  readonly walk: Walk
  readonly pair: Pair
  readonly onClose: () => void
}

function usePairKeys({ walk, pair, onClose }: PairKeys): void {
  const { sides, shared, flicker } = pair
  useViewKeys(
    {
      ArrowLeft: () => walk.goTo(walk.index - 1),
      ArrowRight: () => walk.goTo(walk.index + 1),
      ArrowUp: () => sides.step(-1),
      ArrowDown: () => sides.step(1),
      Escape: onClose,
      z: shared.toggle,
      ...shared.panKeys,
      l: shared.toggleLock,
      d: () => pair.toggleMode('difference'),
      f: () => {
        pair.setMode('flicker')
        flicker.press()
      },
    },
    { f: flicker.release },
  )
}
