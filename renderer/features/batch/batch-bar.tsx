import { ChevronUp, Pause, Play, Square } from 'lucide-react'
import { useState } from 'react'
import type { BatchRow } from '../../../shared/ipc/rows.ts'
import { showBatch } from '../../app/layout/place-store.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useCommand } from '../../app/commands/use-command.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { modelName, progressParts } from './batch-text.ts'
import { CancelDialog } from './cancel-dialog.tsx'
import { unfinishedBatches } from './current-batch.ts'
import { PauseNote } from './pause-note.tsx'
import { canCancel, canPause, canResume, isHeldUp, markOf, tallyOf } from './progress.ts'
import { SegmentedProgress } from './segmented-progress.tsx'
import { useBatchActions } from './use-batch-actions.ts'
import './batch-bar.css'

/** What the bar is told to show holds until another batch is shown in the middle, or none. */
interface Chosen {
  readonly id: string
  /** The batch in the middle when it was chosen. */
  readonly at: string | null
}

/**
 * The batch in the middle of the window where it is unfinished; else the batch that runs, or the latest one that waits for something; nothing where there is none. What runs is shown in
 * either mode, because it may spend.
 */
export function BatchBar() {
  const batches = useFrom('batches', (state) => state.batches)
  const mode = useFrom('settings', ({ settings }) => settings?.mode ?? null)
  const at = useFrom('place', ({ place }) => (place.kind === 'batch' ? place.batchId : null))
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const unfinished = unfinishedBatches(batches).filter((row) => row.mode === mode || row.activity !== 'none')
  const wanted = chosen?.at === at ? chosen?.id : at
  const shown = unfinished.find(({ id }) => id === wanted) ?? unfinished[0]
  if (shown === undefined) return null
  return (
    <OneBatch
      key={shown.id}
      row={shown}
      others={unfinished.filter((row) => row !== shown)}
      onChoose={(id) => setChosen({ id, at })}
    />
  )
}

interface OneBatchProps {
  readonly row: BatchRow
  readonly others: readonly BatchRow[]
  readonly onChoose: (id: string) => void
}

function OneBatch({ row, others, onChoose }: OneBatchProps) {
  const t = useTranslate()
  const parts = progressParts(row, t)
  // The header of the batch says the same.
  const isShown = useFrom('place', ({ place }) => place.kind === 'batch' && place.batchId === row.id)
  return (
    <section className="batch-bar" aria-label={t('batch.bar')} data-practice={row.mode === 'practice' ? '' : undefined}>
      <div className="batch-bar__line">
        <BatchName row={row} others={others} onChoose={onChoose} />
        <div className="batch-bar__progress">
          <SegmentedProgress tally={tallyOf(row)} label={t('batch.progress', { number: row.number })} />
        </div>
        <p className="batch-bar__text one-line">{parts.join(' · ')}</p>
        <BarButtons row={row} />
      </div>
      {isHeldUp(row) && !isShown && <PauseNote row={row} />}
    </section>
  )
}

function BatchName({ row, others, onChoose }: OneBatchProps) {
  const t = useTranslate()
  const name = t('batch.name', { number: row.number, model: modelName(row.model) })
  if (others.length === 0) return <span className="batch-bar__name one-line">{name}</span>
  return (
    <Menu
      trigger={
        <Button variant="quiet" className="batch-bar__name" aria-label={t('batch.choose', { name })}>
          <span className="one-line">{name}</span>
          <ChevronUp size={14} aria-hidden="true" />
        </Button>
      }
      items={others.map((other) => ({
        label: t('batch.choice', {
          name: t('batch.name', { number: other.number, model: modelName(other.model) }),
          mark: t(`batch.mark.${markOf(other)}`),
        }),
        onSelect: () => onChoose(other.id),
      }))}
    />
  )
}

function BarButtons({ row }: { readonly row: BatchRow }) {
  const t = useTranslate()
  const { place } = useStores()
  const actions = useBatchActions(row.id)
  const [isCancelling, setIsCancelling] = useState(false)
  const isPausable = canPause(row)
  const isResumable = canResume(row)
  const show = (): void => showBatch(place, row.id)
  useCommand('pause', () => void (isPausable ? actions.pause() : actions.resume()), isPausable || isResumable)
  useCommand('batch-details', show)
  return (
    <div className="batch-bar__buttons">
      {isPausable && (
        <Button variant="quiet" icon={<Pause />} isBusy={actions.isBusy} onClick={() => void actions.pause()}>
          {t('batch.pause')}
        </Button>
      )}
      {isResumable && (
        <Button variant="quiet" icon={<Play />} isBusy={actions.isBusy} onClick={() => void actions.resume()}>
          {t('batch.resume')}
        </Button>
      )}
      {canCancel(row) && (
        <Button variant="quiet" icon={<Square />} onClick={() => setIsCancelling(true)}>
          {t('batch.cancel')}
        </Button>
      )}
      <Button variant="quiet" onClick={show}>
        {t('batch.details')}
      </Button>
      <CancelDialog row={row} isOpen={isCancelling} onClose={() => setIsCancelling(false)} />
    </div>
  )
}
