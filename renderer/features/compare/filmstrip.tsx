import { useTranslate } from '../../messages/use-translate.ts'
import type { GalleryEntry } from '../gallery/entry.ts'
import { StripPicture } from './strip-picture.tsx'
import './filmstrip.css'

interface FilmstripProps {
  readonly entries: readonly GalleryEntry[]
  readonly index: number
  readonly onChoose: (index: number) => void
}

/** To each side; more than the widest window shows. */
const reach = 16

/** The entries beside the one that is looked at, which stays in the middle. */
export function Filmstrip({ entries, index, onChoose }: FilmstripProps) {
  const t = useTranslate()
  const first = Math.max(0, index - reach)

  return (
    <nav className="filmstrip" aria-label={t('compare.filmstrip')}>
      {entries.slice(first, index + reach + 1).map((entry, offset) => {
        const isCurrent = first + offset === index
        return (
          <button
            key={entry.key}
            ref={isCurrent ? showInMiddle : undefined}
            type="button"
            className="filmstrip__entry"
            // The arrow keys walk it; one stop is enough.
            tabIndex={isCurrent ? 0 : -1}
            aria-label={entry.name}
            aria-current={isCurrent ? 'true' : undefined}
            title={entry.name}
            onClick={() => onChoose(first + offset)}
          >
            <StripPicture picture={entry.after ?? entry.picture} />
          </button>
        )
      })}
    </nav>
  )
}

function showInMiddle(button: HTMLElement | null): void {
  button?.scrollIntoView({ block: 'nearest', inline: 'center' })
}
