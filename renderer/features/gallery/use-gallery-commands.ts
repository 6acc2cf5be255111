import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import type { View } from '../../app/layout/place-store.ts'
import { selectAll, selectNone } from './entries/selection.ts'
import type { Shown } from './entries/shown.ts'
import { useRemoving } from './use-removing.ts'

export function useGalleryCommands(shown: Shown): void {
  const { place, selection } = useStores()
  const isTable = useFrom('place', (state) => state.place.kind === 'table')
  const view = useFrom('place', (state) => state.view)
  const remove = useRemoving(shown)
  const hasPictures = shown.entries.length > 0

  const show = (wanted: View): void => {
    // Pressing the same key again leads back, as on a light table.
    place.setState({ view: view === wanted ? 'grid' : wanted })
  }

  useCommand('select-all', () => selection.setState((state) => selectAll(state, shown.order)), hasPictures)
  useCommand('select-none', () => {
    if (view === 'grid') selection.setState(selectNone)
    else place.setState({ view: 'grid' })
  })
  useCommand('view-grid', () => place.setState({ view: 'grid' }))
  useCommand('view-loupe', () => show('loupe'), hasPictures)
  useCommand('view-compare', () => show('compare'), hasPictures)
  useCommand('remove-sources', () => void remove(), isTable && hasPictures)
}
