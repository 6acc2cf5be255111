import { useCallback } from 'react'
import { useStores } from '../../../app/stores.ts'
import { pushUndo } from '../../../app/undo-store.ts'
import type { Draft } from './draft-changes.ts'
import { changeDraft, type DraftStore } from './draft-store.ts'

/** Changes the draft so that undo brings back what was there before. */
export function useChangeUndoably(): (label: string, change: (draft: Draft) => Draft) => void {
  const { draft, undo } = useStores()
  return useCallback(
    (label, change) => {
      const takeBack = changeForUndo(draft, change)
      if (takeBack !== null) pushUndo(undo, { label, undo: takeBack })
    },
    [draft, undo],
  )
}

/** Changes the draft. Returns what brings back what was there before; null where that is the same recipe. */
export function changeForUndo(draft: DraftStore, change: (draft: Draft) => Draft): (() => Promise<void>) | null {
  const { recipe, wishes, outputFolder, cap, loaded, notes } = draft.getState()
  const before: Draft = { recipe, wishes, outputFolder, cap, loaded, notes }
  changeDraft(draft, change)
  if (draft.getState().recipe === recipe && draft.getState().loaded === loaded) return null
  return () => {
    draft.setState(before)
    return Promise.resolve()
  }
}
