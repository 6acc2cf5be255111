import { useTranslate } from '../../messages/use-translate.ts'
import { VerdictIcon } from '../review/marks/verdict-icon.tsx'
import { useMarks } from '../review/marks/use-marks.ts'
import { StripPicture } from './strip-picture.tsx'
import type { Stop, Walk } from './walk.ts'
import './filmstrip.css'

/** To each side; more than the widest window shows. */
const reach = 16

/** The pictures beside the one that is looked at, which stays in the middle. */
export function Filmstrip({ walk }: { readonly walk: Walk }) {
  const t = useTranslate()
  const first = Math.max(0, walk.index - reach)
  const last = Math.min(walk.count - 1, walk.index + reach)
  const indices = Array.from({ length: last - first + 1 }, (_, offset) => first + offset)

  return (
    <nav className="filmstrip" aria-label={t('compare.filmstrip')}>
      {indices.map((index) => (
        <Entry key={index} stop={walk.at(index)} isCurrent={index === walk.index} onChoose={() => walk.goTo(index)} />
      ))}
    </nav>
  )
}

interface EntryProps {
  /** null while it is on its way. */
  readonly stop: Stop | null
  readonly isCurrent: boolean
  readonly onChoose: () => void
}

function Entry({ stop, isCurrent, onChoose }: EntryProps) {
  return (
    <button
      ref={isCurrent ? showInMiddle : undefined}
      type="button"
      className="filmstrip__entry"
      // The arrow keys walk it; one stop is enough.
      tabIndex={isCurrent ? 0 : -1}
      aria-label={stop?.name ?? ''}
      aria-current={isCurrent ? 'true' : undefined}
      title={stop?.name}
      onClick={onChoose}
    >
      {stop !== null && <StripPicture picture={stop.after ?? stop.picture} />}
      {stop !== null && <Verdict stop={stop} />}
    </button>
  )
}

function Verdict({ stop }: { readonly stop: Stop }) {
  const { verdict } = useMarks(stop.outputId, stop.marks)
  if (verdict === null) return null
  return (
    <span className="filmstrip__verdict" data-verdict={verdict}>
      <VerdictIcon verdict={verdict} size={9} />
    </span>
  )
}

function showInMiddle(button: HTMLElement | null): void {
  button?.scrollIntoView({ block: 'nearest', inline: 'center' })
}
