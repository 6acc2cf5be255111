import { FolderOpen } from 'lucide-react'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { FailureText } from '../settings/failure-text.tsx'
import { TypedFolder } from '../settings/typed-folder.tsx'
import { useAsking } from '../settings/use-asking.ts'

interface ChosenFolderProps {
  /** One that is written to is tried at once, and need not be there yet. */
  readonly purpose: 'write' | 'search'
  /** What the button does with the folder. */
  readonly action: string
  readonly onChosen: (folder: FolderView) => void
}

/** A folder by the system's dialog, or typed where the host has none. */
export function ChosenFolder({ purpose, action, onChosen }: ChosenFolderProps) {
  const t = useTranslate()
  const { bridge, request } = useStores()
  const { isBusy, failure, ask } = useAsking()
  if (bridge.host === 'browser') return <TypedFolder purpose={purpose} action={action} onChosen={onChosen} />
  const choose = async (): Promise<void> => {
    const folder = await ask(() =>
      purpose === 'write' ? request('folders:choose') : request('folders:search', { path: null }),
    )
    if (folder !== null) onChosen(folder)
  }
  return (
    <div className="settings-stack">
      <div className="settings-row">
        <Button icon={<FolderOpen />} isBusy={isBusy} onClick={() => void choose()}>
          {t('care.choose-folder', { action })}
        </Button>
      </div>
      <FailureText failure={failure} />
    </div>
  )
}
