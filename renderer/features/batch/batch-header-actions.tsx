import { Ellipsis, Pause, Play, RotateCw } from 'lucide-react'
import { useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { FolderChoice } from '../folders/use-folder-choice.tsx'
import { useReport } from '../report/use-report.ts'
import { FailureText } from '../settings/failure-text.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { CapDialog } from './cap-dialog.tsx'
import { copyText } from './copy-text.ts'
import { DecideDialog } from './decide-dialog.tsx'
import { canCancel, canPause, canResume, isUnfinished, tallyOf } from './progress.ts'
import { RetryDialog } from './retry-dialog.tsx'
import { useBatchActions } from './use-batch-actions.ts'
import { useOtherFolder } from './use-other-folder.ts'
import { useOutputs } from './use-outputs.ts'
import { useReuseRecipe } from './use-reuse-recipe.ts'

type Open = 'retry' | 'decide' | 'cap' | 'cancel' | null

export function BatchHeaderActions({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const [open, setOpen] = useState<Open>(null)
  const actions = useBatchActions(row.id)
  const other = useOtherFolder(row)
  const { failed, unresolved } = tallyOf(row)
  const canRetry = failed > 0
  useCommand('retry-failed', () => setOpen('retry'), canRetry)
  return (
    <div className="batch-header-actions">
      {canPause(row) && (
        <Button icon={<Pause />} isBusy={actions.isBusy} onClick={() => void actions.pause()}>
          {t('batch.pause')}
        </Button>
      )}
      {canResume(row) && (
        <Button icon={<Play />} isBusy={actions.isBusy} onClick={() => void actions.resume()}>
          {t('batch.resume')}
        </Button>
      )}
      {unresolved > 0 && (
        <Button onClick={() => setOpen('decide')}>{t('batch.decide-count', { count: unresolved })}</Button>
      )}
      {canRetry && (
        <Button icon={<RotateCw />} onClick={() => setOpen('retry')}>
          {t('batch.retry', { count: failed })}
        </Button>
      )}
      <Menu
        trigger={<IconButton icon={<Ellipsis />} label={t('batch.more')} />}
        items={useMoreItems(row, other, setOpen)}
      />
      <FailureText failure={other.failure} />
      {other.dialog}
      <Dialogs row={row} open={open} onClose={() => setOpen(null)} />
    </div>
  )
}

interface DialogsProps {
  readonly row: BatchRow
  readonly open: Open
  readonly onClose: () => void
}

function Dialogs({ row, open, onClose }: DialogsProps) {
  const { failed } = tallyOf(row)
  // A changed prompt is sent as it stands, so variables are no beginning for it.
  const example = useFrom('items', ({ rows }) => rows.find(({ status }) => status === 'failed')?.prompt ?? '')
  return (
    <>
      <RetryDialog
        row={row}
        items={null}
        count={failed}
        prompt={row.prompt.includes('{') ? example : row.prompt}
        isOpen={open === 'retry'}
        onClose={onClose}
      />
      <DecideDialog row={row} items={null} isOpen={open === 'decide'} onClose={onClose} />
      {open === 'cap' && <CapDialog row={row} isOpen onClose={onClose} />}
      <CancelDialog row={row} isOpen={open === 'cancel'} onClose={onClose} />
    </>
  )
}

function useMoreItems(row: BatchRow, other: FolderChoice, setOpen: (open: Open) => void): readonly MenuItem[] {
  const t = useTranslate()
  const { bridge, shell } = useStores()
  const first = useFrom('items', ({ rows, batchId }) =>
    batchId === row.id ? (rows.find(({ outputs }) => outputs.length > 0)?.outputs[0]?.id ?? null) : null,
  )
  const outputs = useOutputs()
  const report = useReport(() => [
    { label: t('report.what-batch', { number: row.number }), subject: { kind: 'batch', id: row.id } },
  ])
  const reuse = useReuseRecipe()
  const isOpen = isUnfinished(row)
  return [
    { label: t('batch.reuse'), onSelect: () => void reuse(row.id) },
    { label: t('report.open'), onSelect: report },
    {
      label: t('command.verify'),
      onSelect: () => shell.setState({ dialog: { kind: 'verify', batchId: row.id } }),
    },
    'separator',
    { label: t('batch.raise-cap'), isDisabled: !isOpen || row.perItem === 0, onSelect: () => setOpen('cap') },
    { label: t('batch.other-folder'), isDisabled: !isOpen, onSelect: other.choose },
    'separator',
    { label: t('batch.copy-folder'), onSelect: () => void copyText(row.outputFolder) },
    ...(bridge.host === 'desktop'
      ? [
          {
            label: t('batch.reveal'),
            isDisabled: first === null,
            onSelect: () => first !== null && void outputs.reveal(first),
          },
        ]
      : []),
    'separator',
    {
      label: t('batch.cancel-menu'),
      danger: true,
      isDisabled: !canCancel(row),
      onSelect: () => setOpen('cancel'),
    },
  ]
}
