import { useState } from 'react'
import type { ImportedView, RoomTaken } from '../../../shared/ipc/care-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { CheckboxField } from '../../ui/checkbox-field.tsx'
import { formatBytes } from '../../messages/format-bytes.ts'
import { ChosenFolder } from './chosen-folder.tsx'
import type { LibraryCare } from './use-library.ts'

type Task = 'back-up' | 'import' | 'move'
type Done =
  | { readonly kind: 'pruned'; readonly room: RoomTaken }
  | { readonly kind: 'backed-up'; readonly path: string }
  | { readonly kind: 'imported'; readonly report: ImportedView }

/** What can be done to the library; where it needs a folder, that is asked for below the buttons. */
export function LibraryTasks({ care }: { readonly care: LibraryCare }) {
  const t = useTranslate()
  const { request } = useStores()
  const [task, setTask] = useState<Task | null>(null)
  const [done, setDone] = useState<Done | null>(null)
  const begin = (next: Task): void => {
    setDone(null)
    setTask(task === next ? null : next)
  }
  const finish = (next: Done | null): void => {
    if (next !== null) setTask(null)
    setDone(next)
  }
  const prune = async (): Promise<void> => {
    const room = await care.act(() => request('library:prune'))
    finish(room && { kind: 'pruned', room })
  }
  return (
    <div className="settings-stack">
      <div className="settings-row">
        <Button isBusy={care.isBusy} onClick={() => void prune()}>
          {t('care.prune')}
        </Button>
        {(care.library?.sizes.removed.bytes ?? 0) > 0 && (
          <Button onClick={() => void care.act(() => request('library:forget-binned'))}>
            {t('care.forget-binned')}
          </Button>
        )}
        <Button aria-expanded={task === 'back-up'} onClick={() => begin('back-up')}>
          {t('care.back-up')}
        </Button>
        <Button aria-expanded={task === 'import'} onClick={() => begin('import')}>
          {t('care.import')}
        </Button>
        {care.library?.canMove === true && (
          <Button aria-expanded={task === 'move'} onClick={() => begin('move')}>
            {t('care.move')}
          </Button>
        )}
      </div>
      {task !== null && <TaskFolder key={task} task={task} care={care} onDone={finish} />}
      <p role="status">{done !== null && describe(done, t)}</p>
    </div>
  )
}

interface TaskFolderProps {
  readonly task: Task
  readonly care: LibraryCare
  readonly onDone: (done: Done | null) => void
}

function TaskFolder({ task, care, onDone }: TaskFolderProps) {
  const t = useTranslate()
  const { request } = useStores()
  const [thumbnails, setThumbnails] = useState(false)
  const chosen = async ({ id, path }: { readonly id: string; readonly path: string }): Promise<void> => {
    if (task === 'import') {
      const report = await care.act(() => request('library:import', { folder: id }))
      onDone(report && { kind: 'imported', report })
    } else if (task === 'back-up') {
      const answer = await care.act(async () => {
        await request('library:back-up', { folder: id, thumbnails })
        return true
      })
      onDone(answer === true ? { kind: 'backed-up', path } : null)
    } else {
      await care.act(() => request('library:at-next-start', { task: { kind: 'move', folder: id } }))
    }
  }
  return (
    <div className="settings-stack">
      <p className="settings-note">{t(`care.${task}-note`)}</p>
      {task === 'back-up' && (
        <CheckboxField label={t('care.with-thumbnails')} isChecked={thumbnails} onChange={setThumbnails} />
      )}
      <ChosenFolder
        purpose={task === 'import' ? 'search' : 'write'}
        action={t(`care.${task}-do`)}
        onChosen={(folder) => void chosen(folder)}
      />
    </div>
  )
}

function describe(done: Done, t: ReturnType<typeof useTranslate>): string {
  if (done.kind === 'pruned') return t('care.pruned', { count: done.room.files, size: formatBytes(done.room.bytes, t) })
  if (done.kind === 'backed-up') return t('care.backed-up', { path: done.path })
  const { batches, results, unfinished } = done.report
  return t('care.imported', { batches, results, unfinished })
}
