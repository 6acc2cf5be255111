import type { KeyboardEvent, RefObject } from 'react'
import { useStores } from '../../../app/stores.ts'
import { pageRows, type GridLayout } from '../../gallery/grid/layout.ts'
import { moveIndex, type MoveKey } from '../../gallery/entries/selection.ts'
import { useAsking } from '../../../app/use-asking.ts'
import { isMove, mirrored } from '../../gallery/grid/use-grid-keys.ts'
import { clickAt, moveTo } from '../rows/history-selection.ts'

interface KeyOptions {
  readonly scroller: RefObject<HTMLElement | null>
  readonly layout: GridLayout
  readonly onOpen: () => void
}

export function useHistoryKeys({ scroller, layout, onOpen }: KeyOptions): (event: KeyboardEvent) => void {
  const stores = useStores()
  const ask = useAsking()
  const current = (): number => stores.history.getState().current?.position ?? -1

  return (event) => {
    const isMod = event.ctrlKey || event.metaKey
    const isDone = isMove(event.key) ? move(event, event.key, isMod) : press(event, isMod)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }

  function move(event: KeyboardEvent, key: MoveKey, isMod: boolean): boolean {
    const shape = {
      columns: layout.columns,
      count: layout.count,
      pageRows: pageRows(layout, scroller.current?.clientHeight ?? 0),
    }
    const position = moveIndex(current(), mirrored(key, event.currentTarget), shape)
    if (position !== -1) void ask(() => moveTo(stores, position, { extends: event.shiftKey, keeps: isMod }))
    return true
  }

  function press({ key, shiftKey }: KeyboardEvent, isMod: boolean): boolean {
    const position = current()
    if (position === -1) return false
    if (key === 'Enter' && !isMod) {
      onOpen()
      return true
    }
    if (key !== ' ' || !isMod) return false
    void ask(() => clickAt(stores, position, { extends: shiftKey, keeps: true }))
    return true
  }
}
