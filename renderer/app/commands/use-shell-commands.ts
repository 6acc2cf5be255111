import { showBatch } from '../layout/place-store.ts'
import { useFrom, useStores } from '../stores.ts'
import { useCommand } from './use-command.ts'
import { usePanels } from '../layout/use-panels.ts'
import { usePractice } from '../use-practice.ts'
import { useUndo } from '../use-undo.ts'

/** What the commands do that belong to no feature. */
export function useShellCommands(): void {
  const { shell, place, batches } = useStores()
  const panels = usePanels()
  const practice = usePractice()
  const undo = useUndo()
  const latest = useFrom('batches', (state) => state.batches[0]?.id ?? null)
  const canUndo = useFrom('undo', ({ actions }) => actions.length > 0)
  const canRedo = useFrom('undo', ({ undone }) => undone.length > 0)

  useCommand('settings', () => shell.setState({ dialog: { kind: 'settings', section: 'services' } }))
  useCommand('toggle-practice', () => practice.switchTo(!practice.isOn))
  useCommand('undo', undo.pop, canUndo)
  useCommand('redo', undo.repeat, canRedo)
  useCommand('toggle-sidebar', () => panels.toggle('sidebar'))
  useCommand('toggle-recipe', () => panels.toggle('recipe'), panels.hasRecipe)
  useCommand('show-table', () => place.setState({ place: { kind: 'table', folder: null } }))
  useCommand(
    'show-latest-batch',
    () => {
      const batchId = batches.getState().batches[0]?.id
      if (batchId !== undefined) showBatch(place, batchId)
    },
    latest !== null,
  )
  useCommand('show-spend', () => place.setState({ place: { kind: 'spend' } }))
  useCommand('show-history', () => place.setState({ place: { kind: 'history' } }))
  useCommand('verify', () => {
    const shown = place.getState().place
    shell.setState({ dialog: { kind: 'verify', batchId: shown.kind === 'batch' ? shown.batchId : null } })
  })
  useCommand('repair', () => shell.setState({ dialog: { kind: 'repair' } }))
  useCommand('palette', () => shell.setState({ dialog: { kind: 'palette' } }))
  useCommand('shortcuts', () => shell.setState({ dialog: { kind: 'shortcuts' } }))
}
