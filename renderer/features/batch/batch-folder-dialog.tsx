import type { BatchRow, FolderView } from '../../../shared/ipc/rows.ts'
import { FolderDialog } from '../recipe/folder-dialog.tsx'
import { isUnfinished } from './progress.ts'
import { useBatchActions } from './use-batch-actions.ts'

interface BatchFolderDialogProps {
  readonly row: BatchRow
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** Sends what is still to come to another folder, and goes on where the batch stopped. */
export function BatchFolderDialog({ row, isOpen, onClose }: BatchFolderDialogProps) {
  const actions = useBatchActions(row.id)
  const choose = async ({ id }: FolderView): Promise<void> => {
    if ((await actions.setFolder(id)) && row.activity === 'none' && isUnfinished(row)) await actions.resume()
  }
  return <FolderDialog isOpen={isOpen} onClose={onClose} onChosen={(folder) => void choose(folder)} />
}
