import { useRef } from 'react'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { CompareView } from '../compare/compare-view.tsx'
import { useGalleryWalk } from './use-gallery-walk.ts'
import { LoupeView } from '../compare/loupe-view.tsx'
import { useReviewCommands } from '../review/use-review-commands.ts'
import { GalleryEmpty } from './gallery-empty.tsx'
import { Grid } from './grid/grid.tsx'
import { useShown, type Shown } from './entries/shown.ts'
import { PictureMenu } from './picture-menu.tsx'
import { Toolbar } from './toolbar.tsx'
import { useFocusOnReturn, useFocusPictures } from './use-focus-pictures.ts'
import { useGalleryTargets } from './use-gallery-targets.ts'
import { useGalleryCommands } from './use-gallery-commands.ts'
import { useSelectionUpkeep } from './entries/use-selection-upkeep.ts'
import './gallery-view.css'

/** The middle of the window: the pictures of the table or of a batch, as a grid, one by one, or side by side. */
export function GalleryView() {
  const t = useTranslate()
  const shown = useShown()
  const area = useRef<HTMLDivElement>(null)
  useSelectionUpkeep(shown)
  useGalleryCommands(shown)
  const focusPictures = useFocusPictures(area)

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
    </section>
  )
}

function Pictures({ shown, onBack }: { readonly shown: Shown; readonly onBack: () => void }) {
  const { place } = useStores()
  const view = useFrom('place', (state) => state.view)
  useFocusOnReturn(view, onBack)
  const close = (): void => place.setState({ view: 'grid' })

  if (view === 'grid') {
    return (
      <>
        <GridReview shown={shown} />
        <Grid shown={shown} onOpen={() => place.setState({ view: 'loupe' })} />
      </>
    )
  }
  return <CloseUp shown={shown} view={view} onClose={close} />
}

/** Beside the grid, which a change of the selection need not draw anew. */
function GridReview({ shown }: { readonly shown: Shown }) {
  useReviewCommands(useGalleryTargets(shown))
  return null
}

interface CloseUpProps {
  readonly shown: Shown
  readonly view: 'loupe' | 'compare'
  readonly onClose: () => void
}

function CloseUp({ shown, view, onClose }: CloseUpProps) {
  const walk = useGalleryWalk(shown)
  if (walk === null) return null
  return view === 'loupe' ? <LoupeView walk={walk} onClose={onClose} /> : <CompareView walk={walk} onClose={onClose} />
}
