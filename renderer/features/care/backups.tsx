import { useState } from 'react'
import type { BackupRow } from '../../../shared/ipc/care-rows.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { formatBytes } from '../../messages/format-bytes.ts'
import { useDates } from '../../messages/use-dates.ts'
import type { LibraryCare } from './use-library.ts'

/** Copies Lightbench makes by itself, and what is planned for the next start. */
export function Backups({ care }: { readonly care: LibraryCare }) {
  const t = useTranslate()
  const { request } = useStores()
  const dates = useDates()
  const [asked, setAsked] = useState<BackupRow | null>(null)
  if (care.library === null) return null
  const { backups, atNextStart } = care.library
  const plan = (backup: BackupRow): void =>
    void care.act(() => request('library:at-next-start', { task: { kind: 'restore', backup: backup.id } }))
  return (
    <div className="settings-stack">
      {atNextStart !== null && (
        <div className="settings-row" role="status">
          <span>
            {atNextStart.kind === 'move'
              ? t('care.will-move', { path: atNextStart.to })
              : t('care.will-restore', { path: atNextStart.from })}
          </span>
          <Button onClick={() => void care.act(() => request('library:at-next-start', { task: null }))}>
            {t('care.take-back')}
          </Button>
        </div>
      )}
      <div>
        <h3 className="field__label">{t('care.backups')}</h3>
        {backups.length === 0 && <p className="settings-note">{t('care.no-backups')}</p>}
        <table className="room">
          <caption className="visually-hidden">{t('care.backups')}</caption>
          <tbody>
            {backups.map((backup) => (
              <tr key={backup.id}>
                <th scope="row">{dates.full(backup.madeAt)}</th>
                <td>{formatBytes(backup.bytes, t)}</td>
                <td>
                  <Button
                    variant="quiet"
                    aria-label={t('care.restore-of', { date: dates.full(backup.madeAt) })}
                    onClick={() => setAsked(backup)}
                  >
                    {t('care.restore')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ConfirmDialog
        title={t('care.restore-title')}
        body={t('care.restore-body', { date: asked === null ? '' : dates.full(asked.madeAt) })}
        action={t('care.restore-do')}
        isOpen={asked !== null}
        onConfirm={() => asked !== null && plan(asked)}
        onClose={() => setAsked(null)}
      />
    </div>
  )
}
