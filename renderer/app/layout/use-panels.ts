import { useFrom, useStores } from '../stores.ts'
import { useMedia } from './use-media.ts'

export interface Panels {
  /** There is no room for panels beside the pictures; one at a time lies over them. */
  readonly isNarrow: boolean
  /** The panel at the end lies over the pictures, which are beside other panels already. */
  readonly isEndOver: boolean
  readonly isSidebarShown: boolean
  /** The panel at the end: the recipe, or what is known of a picture. */
  readonly isRecipeShown: boolean
  readonly hasRecipe: boolean
  toggle(panel: 'sidebar' | 'recipe'): void
  closeOverlay(): void
}

const narrow = '(max-width: 859px)'
/** Folders, filters, pictures, months and details do not fit beside each other. */
const tight = '(max-width: 1199px)'

/** Which panels are shown, and their switches. */
export function usePanels(): Panels {
  const { layout, shell } = useStores()
  const isNarrow = useMedia(narrow)
  // A list of batches or of amounts has nothing to say beside it.
  const hasRecipe = useFrom(
    'place',
    ({ place, history }) => place.kind !== 'spend' && (place.kind !== 'history' || history.shows === 'results'),
  )
  const isFiltered = useFrom('place', ({ place, view }) => place.kind === 'history' && view === 'grid')
  const isTight = useMedia(tight)
  const isEndOver = isNarrow || (isTight && isFiltered)
  const openPanel = useFrom('shell', (state) => state.openPanel)
  const { isSidebarShown, isRecipeShown } = useFrom('layout', (state) => state)
  return {
    isNarrow,
    isEndOver,
    isSidebarShown: isNarrow ? openPanel === 'sidebar' : isSidebarShown,
    isRecipeShown: hasRecipe && (isEndOver ? openPanel === 'recipe' : isRecipeShown),
    hasRecipe,
    toggle: (panel) => {
      if (panel === 'sidebar' ? isNarrow : isEndOver) shell.setState({ openPanel: openPanel === panel ? null : panel })
      else if (panel === 'sidebar') layout.setState({ isSidebarShown: !isSidebarShown })
      else layout.setState({ isRecipeShown: !isRecipeShown })
    },
    closeOverlay: () => shell.setState({ openPanel: null }),
  }
}
