import { useEffect, type CSSProperties } from 'react'
import { BatchHeader } from '../../features/batch/batch-header.tsx'
import { ItemInspector } from '../../features/batch/item-inspector.tsx'
import { GalleryView } from '../../features/gallery/gallery-view.tsx'
import { IntakeBanner } from '../../features/gallery/intake/intake-banner.tsx'
import { HistoryView } from '../../features/history/history-view.tsx'
import { RecipePanel } from '../../features/recipe/recipe-panel.tsx'
import { SpendView } from '../../features/spend/spend-view.tsx'
import { HistoryInspector } from '../../features/review/result/history-inspector.tsx'
import { useTranslate } from '../../messages/use-translate.ts'
import { Resizer } from '../../ui/resizer.tsx'
import { recipeLimits, sidebarLimits } from './layout-store.ts'
import type { Place } from './place-store.ts'
import { Sidebar } from './sidebar.tsx'
import { useFrom, useStores } from '../stores.ts'
import { usePanels } from './use-panels.ts'
import './columns.css'

/** Sources to the left, pictures in the middle, and what is to be done to them to the right. */
export function Columns() {
  const t = useTranslate()
  const { layout, place, shell } = useStores()
  const kind = useFrom('place', (state) => state.place.kind)
  const { sidebarWidth, recipeWidth } = useFrom('layout', (state) => state)
  const { isNarrow, isEndOver, isSidebarShown, isRecipeShown, closeOverlay } = usePanels()
  // Whoever went somewhere wants to see it.
  useEffect(
    () => place.subscribe((now, before) => now.place !== before.place && shell.setState({ openPanel: null })),
    [place, shell],
  )
  return (
    <div className="columns" data-narrow={isNarrow ? '' : undefined}>
      {isSidebarShown && (
        <aside
          className="columns__panel columns__panel--start"
          style={widthOf(sidebarWidth)}
          aria-label={t('shell.sources')}
        >
          <Sidebar />
          {!isNarrow && (
            <Resizer
              label={t('shell.resize-sources')}
              side="end"
              width={sidebarWidth}
              min={sidebarLimits.min}
              max={sidebarLimits.max}
              onResize={(width) => layout.setState({ sidebarWidth: width })}
              onReset={() => layout.setState({ sidebarWidth: sidebarLimits.usual })}
            />
          )}
        </aside>
      )}
      <main className="columns__middle">
        <h1 className="visually-hidden">Lightbench</h1>
        {kind === 'batch' && <BatchHeader />}
        <div className="columns__pictures">
          <Middle kind={kind} />
        </div>
        {/* Below the pictures: its coming and going moves none of them. */}
        <IntakeBanner />
      </main>
      {isNarrow && (isSidebarShown || isRecipeShown) && (
        // The panels have their own way to be closed by keyboard: the commands that opened them.
        <div className="columns__shade" role="presentation" onClick={closeOverlay} />
      )}
      {isRecipeShown && (
        <aside
          className="columns__panel columns__panel--end"
          data-over={isEndOver ? '' : undefined}
          style={widthOf(recipeWidth)}
          aria-label={t(kind === 'table' ? 'shell.recipe' : 'shell.item')}
        >
          <EndPanel kind={kind} />
          {!isNarrow && (
            <Resizer
              label={t(kind === 'table' ? 'shell.resize-recipe' : 'shell.resize-item')}
              side="start"
              width={recipeWidth}
              min={recipeLimits.min}
              max={recipeLimits.max}
              onResize={(width) => layout.setState({ recipeWidth: width })}
              onReset={() => layout.setState({ recipeWidth: recipeLimits.usual })}
            />
          )}
        </aside>
      )}
    </div>
  )
}

/** What is to be done, or what is known of what was done. */
function Middle({ kind }: Pick<Place, 'kind'>) {
  if (kind === 'spend') return <SpendView />
  return kind === 'history' ? <HistoryView /> : <GalleryView />
}

function EndPanel({ kind }: Pick<Place, 'kind'>) {
  if (kind === 'batch') return <ItemInspector />
  return kind === 'history' ? <HistoryInspector /> : <RecipePanel />
}

function widthOf(width: number): CSSProperties {
  return { inlineSize: `${width}px` }
}
