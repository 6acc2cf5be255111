import { Info } from 'lucide-react'
import { useRef, useState } from 'react'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Shown } from '../gallery/shown.ts'
import { useHeldKey } from '../gallery/use-held-key.ts'
import { FactsPanel } from './facts-panel.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { Pane } from './pane.tsx'
import { ResultsStrip } from './results-strip.tsx'
import type { Subject, ViewedResult } from './subject.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useSubject } from './use-subject.ts'
import { useViewKeys } from './use-view-keys.ts'
import { useViewing, type Viewing } from './use-viewing.ts'
import { useZoom } from './use-zoom.ts'
import { ViewBar } from './view-bar.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface LoupeViewProps {
  readonly shown: Shown
  readonly onClose: () => void
}

/** One picture as large as the window, or as sharp as it is. */
export function LoupeView({ shown, onClose }: LoupeViewProps) {
  const current = useFrom('selection', (state) => state.current)
  const viewing = useViewing(shown, current)
  return viewing === null ? null : <Loupe shown={shown} viewing={viewing} onClose={onClose} />
}

function Loupe({ shown, viewing, onClose }: LoupeViewProps & { readonly viewing: Viewing }) {
  const t = useTranslate()
  const { entry, index, move, goTo } = viewing
  const subject = useSubject(entry)
  const stage = useRef<HTMLDivElement>(null)
  const shared = useZoom()
  const [hasFacts, setFacts] = useState(false)
  const { result, choose } = useChosenResult(subject)
  const isHeld = useHeldKey('b', result !== null)
  const viewed = isHeld ? subject.source : (result ?? subject.source)
  useStageFocus(stage)
  useViewKeys({
    ArrowLeft: () => move(-1),
    ArrowRight: () => move(1),
    Home: () => goTo(0),
    End: () => goTo(shown.entries.length - 1),
    Escape: onClose,
    Enter: onClose,
    i: () => setFacts(!hasFacts),
    z: shared.toggle,
  })

  const size = viewed.size === null ? '' : t('compare.pixels', { width: viewed.size.width, height: viewed.size.height })
  return (
    <>
      <ViewBar
        name={viewed.name}
        detail={[
          t('compare.position', { number: index + 1, count: shown.entries.length }),
          size,
          viewed.size === null ? '' : t('compare.percent', { percent: shared.percent }),
          isHeld ? t('compare.before') : '',
        ]
          .filter((part) => part !== '')
          .join(' · ')}
      >
        <ZoomButtons shared={shared} />
        <IconButton
          icon={<Info size={16} />}
          label={t('compare.facts')}
          shortcut="i"
          isPressed={hasFacts}
          onClick={() => setFacts(!hasFacts)}
        />
      </ViewBar>
      <div className="stage">
        <div ref={stage} className="stage__panes" role="group" aria-label={viewed.name} tabIndex={-1} data-stage="">
          <Pane
            viewed={viewed}
            zoom={shared.zoom}
            onZoom={shared.change}
            failure={subject.failure?.message ?? null}
            onView={shared.onView}
          />
        </div>
        {hasFacts && <FactsPanel subject={subject} result={isHeld ? null : result} />}
      </div>
      {subject.results.length > 0 && (
        <ResultsStrip subject={subject} chosen={result?.key ?? 'source'} hasSource onChoose={choose} />
      )}
      <Filmstrip entries={shown.entries} index={index} onChoose={goTo} />
    </>
  )
}

/** A batch shows its result first, the table its source; what was chosen holds for the entry it was chosen for. */
function useChosenResult({ key, results }: Subject): {
  readonly result: ViewedResult | null
  readonly choose: (result: string) => void
} {
  const isBatch = useFrom('place', ({ place }) => place.kind === 'batch')
  const [chosen, setChosen] = useState<{ readonly subject: string; readonly result: string } | null>(null)
  const choose = (result: string): void => setChosen({ subject: key, result })
  if (chosen?.subject === key) return { result: results.find((each) => each.key === chosen.result) ?? null, choose }
  return { result: isBatch ? (results[0] ?? null) : null, choose }
}
