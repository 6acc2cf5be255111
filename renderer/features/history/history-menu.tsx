import { useState, type MouseEvent, type ReactNode } from 'react'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { useAsking } from '../../app/use-asking.ts'
import { CollectDialog } from './kept/collect-dialog.tsx'
import { cellIdAt } from './grid/history-cell.tsx'
import { clickAt, spotAt } from './rows/history-selection.ts'
import { keyOfRow } from './rows/row-key.ts'
import { rowAt } from './rows/row-pages.ts'
import { useHistoryItems } from './use-history-items.tsx'
import { positionAt } from './grid/use-history-pointer.ts'

/** What can be done with the result under the pointer, or with all that are selected where it is one of them. */
export function HistoryMenu({ children }: { readonly children: ReactNode }) {
  const t = useTranslate()
  const stores = useStores()
  const { history } = stores
  const ask = useAsking()
  const [collected, setCollected] = useState<readonly string[] | null>(null)
  const items = useHistoryItems(setCollected)

  const choose = (event: MouseEvent): boolean => {
    const state = history.getState()
    const position = positionAt(event) ?? state.current?.position ?? null
    const row = position === null ? null : rowAt(state.rows, position)
    if (position === null || row === null) return false
    if (state.selected.has(keyOfRow(row))) history.setState({ current: spotAt(state, position) })
    else void ask(() => clickAt(stores, position, { extends: false, keeps: false }))
    return true
  }
  const focusAfter = (): HTMLElement | null => {
    const { current } = history.getState()
    return current === null ? null : document.getElementById(cellIdAt(current.position))
  }
  return (
    <>
      <ContextMenu
        className="history__area"
        label={t('gallery.menu')}
        items={items}
        onAsk={choose}
        focusAfter={focusAfter}
      >
        {children}
      </ContextMenu>
      {collected !== null && <CollectDialog outputs={collected} onClose={() => setCollected(null)} />}
    </>
  )
}
