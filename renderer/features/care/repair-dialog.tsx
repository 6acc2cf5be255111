import { X } from 'lucide-react'
import { useState } from 'react'
import type { RepairReportView, RepairState } from '../../../shared/ipc/check-rows.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Progress } from '../../ui/progress.tsx'
import { FailureText } from '../settings/failure-text.tsx'
import { useAsking } from '../settings/use-asking.ts'
import { ChosenFolder } from './chosen-folder.tsx'
import './care.css'

/** Takes up results that the library does not know; it goes on while the dialog is closed. */
export function RepairDialog() {
  const t = useTranslate()
  const { shell } = useStores()
  const isOpen = useFrom('shell', ({ dialog }) => dialog?.kind === 'repair')
  const state = useFrom('care', ({ repair }) => repair)
  return (
    <Dialog title={t('care.repair-title')} isOpen={isOpen} onClose={() => shell.setState({ dialog: null })}>
      {state !== null && <Repairing state={state} />}
    </Dialog>
  )
}

function Repairing({ state }: { readonly state: RepairState }) {
  const t = useTranslate()
  const { request } = useStores()
  const { failure, isBusy, ask } = useAsking()
  const [folders, setFolders] = useState<readonly FolderView[]>([])
  const add = (folder: FolderView): void =>
    setFolders((known) => [...known.filter(({ path }) => path !== folder.path), folder])
  const remove = ({ id }: FolderView): void => setFolders((known) => known.filter((folder) => folder.id !== id))
  const start = (): void => void ask(() => request('repair:start', { folders: folders.map(({ id }) => id) }))
  const isRunning = state.phase === 'reading'
  return (
    <div className="care">
      <p className="settings-note">{t('care.repair-note')}</p>
      {!isRunning && <Folders folders={folders} onRemove={remove} />}
      {!isRunning && <ChosenFolder purpose="search" action={t('care.add-folder')} onChosen={add} />}
      {isRunning && (
        <Progress
          value={state.total === null || state.total === 0 ? null : state.done / state.total}
          label={t('care.repairing', { done: state.done, total: state.total ?? 0 })}
        />
      )}
      {isRunning && <p role="status">{t('care.repairing', { done: state.done, total: state.total ?? 0 })}</p>}
      <FailureText failure={failure ?? state.failure} />
      {state.report !== null && <Report report={state.report} />}
      <div className="settings-row">
        {isRunning ? (
          <Button onClick={() => void ask(() => request('repair:stop'))}>{t('care.stop')}</Button>
        ) : (
          <Button variant="primary" isBusy={isBusy} disabled={folders.length === 0} onClick={start}>
            {t('care.repair')}
          </Button>
        )}
      </div>
    </div>
  )
}

interface FoldersProps {
  readonly folders: readonly FolderView[]
  readonly onRemove: (folder: FolderView) => void
}

function Folders({ folders, onRemove }: FoldersProps) {
  const t = useTranslate()
  if (folders.length === 0) return null
  return (
    <ul className="care__folders" aria-label={t('care.folders')}>
      {folders.map((folder) => (
        <li key={folder.id} className="care__folder">
          <span className="settings-path">{folder.path}</span>
          <IconButton icon={<X />} label={t('care.remove-folder')} onClick={() => onRemove(folder)} />
        </li>
      ))}
    </ul>
  )
}

function Report({ report }: { readonly report: RepairReportView }) {
  const t = useTranslate()
  return (
    <div role="status">
      <p>{t('care.repaired', { ...report, unreadable: report.unreadable.length })}</p>
      {report.unreadable.length > 0 && (
        <ul
          className="findings"
          aria-label={t('care.unreadable-files')}
          // Nothing in it takes the focus, and keys must be able to scroll it.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
        >
          {report.unreadable.map((path) => (
            <li key={path} className="findings__row findings__path">
              {path}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
