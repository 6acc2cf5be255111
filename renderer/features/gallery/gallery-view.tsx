import { useCallback, useEffect, useRef, type RefObject } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { CompareView } from '../compare/compare-view.tsx'
import { LoupeView } from '../compare/loupe-view.tsx'
import { GalleryEmpty } from './gallery-empty.tsx'
import { Grid } from './grid.tsx'
import { IntakeBanner } from './intake-banner.tsx'
import { useShown, type Shown } from './shown.ts'
import { PictureMenu } from './picture-menu.tsx'
import { Toolbar } from './toolbar.tsx'
import { useGalleryCommands } from './use-gallery-commands.ts'
import { useSelectionUpkeep } from './use-selection-upkeep.ts'
import './gallery-view.css'

/** The middle of the window: the pictures of the table or of a batch, as a grid, one by one, or side by side. */
export function GalleryView() {
  const t = useTranslate()
  const shown = useShown()
  const area = useRef<HTMLDivElement>(null)
  useSelectionUpkeep(shown)
  useGalleryCommands(shown)
  const focusPictures = useCallback(() => focusSoon(area, 10), [])

  return (
    <section className="gallery" aria-label={t('gallery.pictures')}>
      <Toolbar shown={shown} onLeaveSearch={focusPictures} />
      <div ref={area} className="gallery__area">
        {shown.entries.length === 0 ? (
          <GalleryEmpty shown={shown} />
        ) : (
          <PictureMenu shown={shown}>
            <Pictures shown={shown} onBack={focusPictures} />
          </PictureMenu>
        )}
      </div>
      {/* Below the pictures: its coming and going moves none of them. */}
      <IntakeBanner />
    </section>
  )
}

/** The grid needs a few frames to know which cells are in sight. */
function focusSoon(area: RefObject<HTMLElement | null>, frames: number): void {
  const target = area.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"], [data-stage]')
  if (target) target.focus({ preventScroll: true })
  else if (frames > 0) requestAnimationFrame(() => focusSoon(area, frames - 1))
}

function Pictures({ shown, onBack }: { readonly shown: Shown; readonly onBack: () => void }) {
  const { place } = useStores()
  const view = useFrom('place', (state) => state.view)
  const before = useRef(view)
  useEffect(() => {
    // Whoever leaves the loupe goes on with the keyboard where they were.
    if (view === 'grid' && before.current !== 'grid') onBack()
    before.current = view
  }, [view, onBack])
  const close = (): void => place.setState({ view: 'grid' })

  if (view === 'loupe') return <LoupeView shown={shown} onClose={close} />
  if (view === 'compare') return <CompareView shown={shown} onClose={close} />
  return <Grid shown={shown} onOpen={() => place.setState({ view: 'loupe' })} />
}
