import { useMemo } from 'react'
import { RequestFailure } from '../api/request.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { useToasts } from '../ui/toasts.tsx'
import { useStores } from './stores.ts'
import { pushUndo, undo, type UndoableAction } from './undo-store.ts'

export interface Undo {
  /** Remembers an action that was done, and says so with a button that takes it back. */
  push(action: UndoableAction): void
  /** Takes the latest action back. */
  pop(): void
}

export function useUndo(): Undo {
  const { undo: store } = useStores()
  const toasts = useToasts()
  const t = useTranslate()
  return useMemo(() => {
    const takeBack = (action?: UndoableAction): void => {
      undo(store, action).catch((thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        toasts.showFailure(thrown.failure)
      })
    }
    return {
      push: (action) => {
        pushUndo(store, action)
        const hide = toasts.show({
          title: action.label,
          action: { label: t('common.undo'), run: () => takeBack(action) },
        })
        const stop = store.subscribe(({ actions }) => {
          if (actions.includes(action)) return
          // Taken back by its key, or too long ago: what it says is not so any more.
          stop()
          hide()
        })
      },
      pop: () => takeBack(),
    }
  }, [store, t, toasts])
}
