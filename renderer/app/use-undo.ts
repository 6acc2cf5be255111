import { useMemo } from 'react'
import { RequestFailure } from '../api/request.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { useToasts } from '../ui/toasts.tsx'
import { useStores } from './stores.ts'
import { dropUndo, pushUndo, redo, undo, type UndoableAction } from './undo-store.ts'

export interface Undo {
  /** Remembers an action that was done, and says so with a button that takes it back. Returns what ends that saying. */
  push(action: UndoableAction): () => void
  /** Remembers one whose effect is seen where it was done, and says nothing. */
  remember(action: UndoableAction): void
  /** Forgets an action that came to nothing. */
  drop(action: UndoableAction): void
  /** Takes the latest action back. */
  pop(): void
  /** Does once more what was taken back last. */
  repeat(): void
}

export function useUndo(): Undo {
  const { undo: store } = useStores()
  const toasts = useToasts()
  const t = useTranslate()
  return useMemo(() => {
    const tell = (thrown: unknown): void => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      toasts.showFailure(thrown.failure)
    }
    const takeBack = (action?: UndoableAction): void => void undo(store, action).catch(tell)
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
        return hide
      },
      remember: (action) => pushUndo(store, action),
      drop: (action) => dropUndo(store, action),
      pop: () => takeBack(),
      repeat: () => void redo(store).catch(tell),
    }
  }, [store, t, toasts])
}
