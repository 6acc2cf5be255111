import type { BatchRow, FolderView } from '../../../shared/ipc/rows.ts'
import { useFolderChoice, type FolderChoice } from '../folders/use-folder-choice.tsx'
import { isUnfinished } from './progress.ts'
import { useBatchActions } from './use-batch-actions.ts'

/** Sends what is still to come of a batch to another folder, and goes on where it stopped. */
export function useOtherFolder(row: BatchRow): FolderChoice {
  const actions = useBatchActions(row.id)
  const take = async ({ id }: FolderView): Promise<void> => {
    if ((await actions.setFolder(id)) && row.activity === 'none' && isUnfinished(row)) await actions.resume()
  }
  return useFolderChoice('write', (folder) => void take(folder))
}
