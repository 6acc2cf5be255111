import { useRef } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import type { GalleryEntry } from '../gallery/entry.ts'
import { Many, resultText, sizeText } from './before-after.tsx'
import { useSubject } from './use-subject.ts'
import { useStageFocus } from './use-stage-focus.ts'
import { useViewKeys } from './use-view-keys.ts'
import { useZoom } from './use-zoom.ts'
import { ViewBar } from './view-bar.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'
import './stage.css'

interface CompareSeveralProps {
  /** Two to four. */
  readonly entries: readonly GalleryEntry[]
  readonly onClose: () => void
}

/** Selected entries beside each other: their results where they have some. */
export function CompareSeveral({ entries, onClose }: CompareSeveralProps) {
  const t = useTranslate()
  const stage = useRef<HTMLDivElement>(null)
  const shared = useZoom()
  const views = useViews(entries)
  useStageFocus(stage)
  useViewKeys({ Escape: onClose, z: shared.toggle })
  return (
    <>
      <ViewBar
        name={t('compare.several', { count: entries.length })}
        detail={t('compare.percent', { percent: shared.percent })}
      >
        <ZoomButtons shared={shared} />
      </ViewBar>
      <div className="stage">
        <div
          ref={stage}
          className="stage__panes"
          role="group"
          aria-label={t('compare.several', { count: entries.length })}
          tabIndex={-1}
          data-stage=""
          data-count={views.length}
        >
          <Many views={views} shared={shared} />
        </div>
      </div>
    </>
  )
}

/** Hooks run the same number of times whatever is selected: the last entry stands in for those that are not. */
function useViews(entries: readonly GalleryEntry[]): Parameters<typeof Many>[0]['views'] {
  const t = useTranslate()
  const [first, second, third = second, fourth = third] = entries
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) {
    throw new Error('Fewer than two entries cannot be compared.')
  }
  const subjects = [useSubject(first), useSubject(second), useSubject(third), useSubject(fourth)]
  return subjects.slice(0, entries.length).map(({ key, source, results }) => {
    const [result] = results
    const viewed = result ?? source
    return {
      viewed: { ...viewed, key },
      text: viewed.name,
      detail: result === undefined ? sizeText(source, t) : resultText(result, t),
    }
  })
}
