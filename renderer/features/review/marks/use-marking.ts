import { useMemo } from 'react'
import { RequestFailure } from '../../../api/request.ts'
import type { UndoableAction } from '../../../app/undo-store.ts'
import { useStores } from '../../../app/stores.ts'
import { useUndo } from '../../../app/use-undo.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import type { ReviewStore } from '../review-store.ts'
import { sendMarks, type Marking } from './send-marks.ts'

interface MarkingToDo {
  /** Done in this order, and undone as one step. */
  readonly markings: readonly Marking[]
  /** What was done, as a toast says it where it was done to more than one. */
  readonly label: string
  /** Leads to where it was done, for whoever takes it back. */
  readonly goBack?: (() => void) | undefined
}

/** What ends the latest saying. */
const said = new WeakMap<ReviewStore, () => void>()

/** Marks results: seen at once, and undone in one step. Resolves with whether it worked; where it did not, why is told. */
export function useMarking(): (todo: MarkingToDo) => Promise<boolean> {
  const stores = useStores()
  const undo = useUndo()
  const { showFailure } = useToasts()
  return useMemo(
    () =>
      async ({ markings, label, goBack }) => {
        const sent = markings.filter(({ outputs }) => outputs.length > 0).map((marking) => sendMarks(stores, marking))
        if (sent.length === 0) return true
        const action: UndoableAction = {
          label,
          undo: async () => {
            goBack?.()
            await Promise.all(sent.toReversed().map((step) => step.undo()))
          },
          redo: async () => {
            await Promise.all(sent.map((step) => step.redo()))
          },
        }
        // What was said of the marks before is not news any more; they can still be taken back by key.
        said.get(stores.review)?.()
        if (markings.some(({ outputs }) => outputs.length > 1) || sent.length > 1) {
          said.set(stores.review, undo.push(action))
        } else undo.remember(action)
        try {
          await Promise.all(sent.map(({ answer }) => answer))
          return true
        } catch (thrown) {
          if (!(thrown instanceof RequestFailure)) throw thrown
          undo.drop(action)
          showFailure(thrown.failure)
          return false
        }
      },
    [stores, undo, showFailure],
  )
}
