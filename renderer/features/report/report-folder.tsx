import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useFrom } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { SelectField } from '../../ui/select-field.tsx'
import { useFolderChoice } from '../folders/use-folder-choice.tsx'

interface ReportFolderProps {
  readonly folder: FolderView | null
  readonly onChosen: (folder: FolderView) => void
}

const typed = 'type'
const none = 'none'

/** The folder a report is written to, where there is no dialog of the system: one that is known, or typed. */
export function ReportFolder({ folder, onChosen }: ReportFolderProps) {
  const t = useTranslate()
  const other = useFolderChoice('write', onChosen)
  const settings = useFrom('settings', (state) => state.settings)
  const known = [folder, settings?.outputFolder ?? null, ...(settings?.recentFolders ?? [])]
    .filter((entry) => entry !== null)
    .filter((entry, index, all) => all.findIndex(({ id }) => id === entry.id) === index)
  const choose = (value: string): void => {
    if (value === typed) return other.choose()
    const found = known.find(({ id }) => id === value)
    if (found !== undefined) onChosen(found)
  }
  return (
    <>
      <SelectField
        label={t('report.where-folder')}
        value={folder?.id ?? none}
        options={[
          ...(folder === null ? [{ value: none, label: t('report.where-none'), isDisabled: true }] : []),
          ...known.map(({ id, path }) => ({ value: id, label: path })),
          { value: typed, label: t('report.where-type') },
        ]}
        onChange={choose}
      />
      {other.dialog}
    </>
  )
}
