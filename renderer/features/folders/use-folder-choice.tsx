import { useState, type ReactNode } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { useAsking } from '../settings/use-asking.ts'
import { FolderDialog, type FolderPurpose } from './folder-dialog.tsx'

export interface FolderChoice {
  /** Opens the system's dialog, or the one for typing where the host has none. */
  choose(): void
  readonly isBusy: boolean
  /** Why what was chosen in the system's dialog cannot be used; the other dialog says it itself. */
  readonly failure: Failure | null
  /** To be rendered where the choice is made. */
  readonly dialog: ReactNode
}

/** A folder by whatever way the host has. Nothing is called where the dialog is closed without a choice. */
export function useFolderChoice(purpose: FolderPurpose, onChosen: (folder: FolderView) => void): FolderChoice {
  const { bridge, request } = useStores()
  const { isBusy, failure, ask } = useAsking()
  const [isTyping, setTyping] = useState(false)
  const choose = async (): Promise<void> => {
    if (bridge.host === 'browser') return setTyping(true)
    const folder = await ask(() =>
      purpose === 'write' ? request('folders:choose') : request('folders:search', { path: null }),
    )
    if (folder !== null) onChosen(folder)
  }
  return {
    choose: () => void choose(),
    isBusy,
    failure,
    dialog: bridge.host === 'browser' && (
      <FolderDialog purpose={purpose} isOpen={isTyping} onClose={() => setTyping(false)} onChosen={onChosen} />
    ),
  }
}
