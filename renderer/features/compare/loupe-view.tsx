import { Info } from 'lucide-react'
import { useRef, useState } from 'react'
import { useFrom } from '../../app/stores.ts'
import { usePanels } from '../../app/layout/use-panels.ts'
import { failureLine } from '../../messages/failure-text.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { useHeldKey } from '../gallery/grid/use-held-key.ts'
import { MarksBar } from '../review/marks/marks-bar.tsx'
import { useReviewCommands } from '../review/use-review-commands.ts'
import { FactsPanel } from './facts-panel.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { Pane } from './pane.tsx'
import { ResultsStrip } from './results-strip.tsx'
import { sizeText } from './result-text.ts'
import { StageNotYet } from './stage-not-yet.tsx'
import type { Subject, ViewedResult } from './subject.ts'
import { usePrefetch } from './use-prefetch.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useSubject } from './use-subject.ts'
import { useViewKeys } from './use-view-keys.ts'
import { useViewTargets } from './use-view-targets.ts'
import { useZoom } from './use-zoom.ts'
import { ViewBar } from './view-bar.tsx'
import type { Stop, Walk } from './walk.ts'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface LoupeViewProps {
  readonly walk: Walk
  readonly onClose: () => void
}

/** One picture as large as the window, or as sharp as it is. */
export function LoupeView({ walk, onClose }: LoupeViewProps) {
  if (walk.stop === null) return <StageNotYet walk={walk} onClose={onClose} />
  return <Loupe walk={walk} stop={walk.stop} onClose={onClose} />
}

const nothing: readonly ViewedResult[] = []

interface LoupeProps extends LoupeViewProps {
  readonly stop: Stop
}

function Loupe({ walk, stop, onClose }: LoupeProps) {
  const t = useTranslate()
  const subject = useSubject(stop)
  const stage = useRef<HTMLDivElement>(null)
  const facts = useFacts()
  const { result, choose } = useChosenResult(subject)
  const isHeld = useHeldKey('b', result !== null)
  const viewed = isHeld ? subject.source : (result ?? subject.source)
  const shared = useZoom({ active: 'loupe', measure: viewed.size })
  const targets = useViewTargets({ walk, result, beside: nothing })
  usePrefetch(walk, shared.edge, false)
  useReviewCommands(targets)
  useStageFocus(stage)
  useViewKeys({
    ArrowLeft: () => walk.goTo(walk.index - 1),
    ArrowRight: () => walk.goTo(walk.index + 1),
    Home: () => walk.goTo(0),
    End: () => walk.goTo(walk.count - 1),
    Escape: onClose,
    Enter: onClose,
    i: facts.toggle,
    z: shared.toggle,
    ...shared.panKeys,
  })
  const detail = [
    t('compare.position', { number: walk.index + 1, count: walk.count }),
    sizeText(viewed, t),
    viewed.size === null ? '' : t('compare.percent', { percent: shared.percent }),
    isHeld ? t('compare.before') : '',
  ]
  return (
    <>
      <ViewBar name={viewed.name} detail={detail.filter((part) => part !== '').join(' · ')}>
        <MarksBar targets={targets} output={result?.id ?? null} />
        <ZoomButtons shared={shared} />
        <IconButton
          icon={<Info size={16} />}
          label={t('compare.facts')}
          shortcut="i"
          isPressed={facts.isShown}
          onClick={facts.toggle}
        />
      </ViewBar>
      <div className="stage">
        <div ref={stage} className="stage__panes" role="group" aria-label={viewed.name} tabIndex={-1} data-stage="">
          <Pane
            viewed={viewed}
            zoom={shared.pane('loupe')}
            failure={subject.failure && failureLine(subject.failure, t)}
          />
        </div>
        {facts.isHere && <FactsPanel subject={subject} result={isHeld ? null : result} />}
      </div>
      {subject.results.length > 0 && (
        <ResultsStrip subject={subject} chosen={result?.key ?? 'source'} hasSource onChoose={choose} />
      )}
      <Filmstrip walk={walk} />
    </>
  )
}

/** What is known of the picture stands in the panel of the window where there is one for it, else beside the picture. */
function useFacts(): { readonly isHere: boolean; readonly isShown: boolean; readonly toggle: () => void } {
  const panels = usePanels()
  const hasPanel = useFrom('place', ({ place }) => place.kind === 'history')
  const [isHere, setHere] = useState(false)
  return {
    isHere: isHere && !hasPanel,
    isShown: hasPanel ? panels.isRecipeShown : isHere,
    toggle: () => (hasPanel ? panels.toggle('recipe') : setHere(!isHere)),
  }
}

/** The table shows its source first, other places the result; what was chosen holds for the stop it was chosen at. */
function useChosenResult({ key, results }: Subject): {
  readonly result: ViewedResult | null
  readonly choose: (result: string) => void
} {
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  const [chosen, setChosen] = useState<{ readonly subject: string; readonly result: string } | null>(null)
  const choose = (result: string): void => setChosen({ subject: key, result })
  if (chosen?.subject === key) return { result: results.find((each) => each.key === chosen.result) ?? null, choose }
  return { result: isTable ? null : (results[0] ?? null), choose }
}
