import { useFrom, useStores } from './stores.ts'
import { useMedia } from './use-media.ts'

export interface Panels {
  /** There is no room for panels beside the pictures; one at a time lies over them. */
  readonly isNarrow: boolean
  readonly isSidebarShown: boolean
  readonly isRecipeShown: boolean
  toggle(panel: 'sidebar' | 'recipe'): void
  closeOverlay(): void
}

const narrow = '(max-width: 859px)'

/** Which panels are shown, and their switches. */
export function usePanels(): Panels {
  const { layout, shell } = useStores()
  const isNarrow = useMedia(narrow)
  const isHistory = useFrom('place', ({ place }) => place.kind === 'history')
  const openPanel = useFrom('shell', (state) => state.openPanel)
  const { isSidebarShown, isRecipeShown } = useFrom('layout', (state) => state)
  return {
    isNarrow,
    isSidebarShown: isNarrow ? openPanel === 'sidebar' : isSidebarShown,
    isRecipeShown: !isHistory && (isNarrow ? openPanel === 'recipe' : isRecipeShown),
    toggle: (panel) => {
      if (isNarrow) shell.setState({ openPanel: openPanel === panel ? null : panel })
      else if (panel === 'sidebar') layout.setState({ isSidebarShown: !isSidebarShown })
      else layout.setState({ isRecipeShown: !isRecipeShown })
    },
    closeOverlay: () => shell.setState({ openPanel: null }),
  }
}
