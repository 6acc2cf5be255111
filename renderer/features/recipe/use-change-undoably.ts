import { useCallback } from 'react'
import { useStores } from '../../app/stores.ts'
import { pushUndo } from '../../app/undo-store.ts'
import type { Draft } from './draft-changes.ts'
import { changeDraft } from './draft-store.ts'

/** Changes the draft so that undo brings back what was there before. */
export function useChangeUndoably(): (label: string, change: (draft: Draft) => Draft) => void {
  const { draft, undo } = useStores()
  return useCallback(
    (label, change) => {
      const { recipe, wishes, outputFolder, cap, loaded, notes } = draft.getState()
      const before: Draft = { recipe, wishes, outputFolder, cap, loaded, notes }
      changeDraft(draft, change)
      if (draft.getState().recipe === recipe && draft.getState().loaded === loaded) return
      pushUndo(undo, {
        label,
        undo: () => {
          draft.setState(before)
          return Promise.resolve()
        },
      })
    },
    [draft, undo],
  )
}
