import { FolderOpen } from 'lucide-react'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import type { FolderPurpose } from '../folders/folder-dialog.tsx'
import { useFolderChoice } from '../folders/use-folder-choice.tsx'
import { FailureText } from '../settings/failure-text.tsx'

interface ChosenFolderProps {
  /** One that is written to need not be there yet. */
  readonly purpose: FolderPurpose
  /** What the button does with the folder. */
  readonly action: string
  readonly onChosen: (folder: FolderView) => void
}

/** A button that asks for a folder, and why the one that was chosen cannot be used. */
export function ChosenFolder({ purpose, action, onChosen }: ChosenFolderProps) {
  const t = useTranslate()
  const { isBusy, failure, choose, dialog } = useFolderChoice(purpose, onChosen)
  return (
    <div className="settings-stack">
      <div className="settings-row">
        <Button icon={<FolderOpen />} isBusy={isBusy} onClick={choose}>
          {t('care.choose-folder', { action })}
        </Button>
      </div>
      <FailureText failure={failure} />
      {dialog}
    </div>
  )
}
