import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import type { View } from '../../app/layout/place-store.ts'
import { useAsking } from '../../app/use-asking.ts'
import { selectEverything, selectNothing } from './rows/history-selection.ts'
import { totalOf } from './rows/history-store.ts'

export function useHistoryCommands(): void {
  const stores = useStores()
  const { place } = stores
  const ask = useAsking()
  const view = useFrom('place', (state) => state.view)
  const isResults = useFrom('place', ({ history }) => history.shows === 'results')
  const hasAny = useFrom('history', (state) => totalOf(state) > 0) && isResults

  // Pressing the same key again leads back, as on a light table.
  const show = (wanted: View): void => place.setState({ view: view === wanted ? 'grid' : wanted })

  useCommand('select-all', () => void ask(() => selectEverything(stores)), hasAny)
  useCommand('select-none', () => {
    if (view === 'grid') selectNothing(stores)
    else place.setState({ view: 'grid' })
  })
  useCommand('view-grid', () => place.setState({ view: 'grid' }))
  useCommand('view-loupe', () => show('loupe'), hasAny)
  useCommand('view-compare', () => show('compare'), hasAny)
}
