import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/errors.ts'
import type { Binned } from '../../../../shared/ipc/history-rows.ts'
import { RequestFailure } from '../../../api/request.ts'
import { useStores } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FailureSentence } from '../../../ui/failure-sentence.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { formatBytes } from '../../../messages/format-bytes.ts'
import type { Rejected, ReviewTargets } from '../review-targets.ts'
import { marksSent } from '../marks/send-marks.ts'
import { useBin } from './use-bin.ts'
import '../review-dialog.css'

interface BinDialogProps {
  readonly rejected: NonNullable<ReviewTargets['rejected']>
  readonly onClose: () => void
}

type Scope = Parameters<BinDialogProps['rejected']>[0]

/** Puts rejected results into the system's bin, once it is seen how many, and tells which could not be moved. */
export function BinDialog({ rejected, onClose }: BinDialogProps) {
  const t = useTranslate()
  const bin = useBin()
  const meant = useMeant(rejected)
  const count = meant.found?.outputs.length ?? 0
  const isOver = bin.left !== null || (meant.found !== null && count === 0)
  const move = async (): Promise<void> => {
    if (meant.found !== null && (await bin.move(meant.found.outputs))) onClose()
  }
  return (
    <Dialog
      title={t('review.bin-title')}
      size="s"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t(isOver ? 'common.close' : 'common.cancel')}</Button>
          {!isOver && (
            <Button variant="danger" disabled={count === 0} isBusy={bin.isBusy} onClick={() => void move()}>
              {t('review.bin-action', { count })}
            </Button>
          )}
        </>
      }
    >
      {bin.left === null ? <Question meant={meant} failure={bin.failure} /> : <Left left={bin.left} />}
    </Dialog>
  )
}

interface QuestionProps {
  readonly meant: ReturnType<typeof useMeant>
  readonly failure: Failure | null
}

function Question({ meant, failure }: QuestionProps) {
  const t = useTranslate()
  return (
    <div className="review-dialog">
      {meant.isChoice && (
        <Segmented
          label={t('review.bin-scope')}
          isLabelHidden
          value={meant.scope}
          options={[
            { value: 'selected', label: t('review.bin-selected') },
            { value: 'shown', label: t('review.bin-shown') },
          ]}
          onChange={meant.choose}
        />
      )}
      <What found={meant.found} failure={meant.failure ?? failure} />
    </div>
  )
}

function What({ found, failure }: { readonly found: Rejected | null; readonly failure: Failure | null }) {
  const t = useTranslate()
  if (failure !== null) return <FailureNote failure={failure} />
  if (found === null) return <p role="status">{t('review.bin-counting')}</p>
  const count = found.outputs.length
  if (count === 0) return <p>{t('review.bin-none')}</p>
  return (
    <>
      <p className="review-dialog__main">
        {t('review.bin-what', { count })}
        {found.bytes !== null && ` ${t('review.bin-size', { size: formatBytes(found.bytes, t) })}`}
      </p>
      <p className="quiet">{t('review.bin-kept')}</p>
    </>
  )
}

function Left({ left }: { readonly left: Binned['failed'] }) {
  const t = useTranslate()
  return (
    <div className="review-dialog">
      <p className="review-dialog__main" role="alert">
        {t('review.bin-failed', { count: left.length })}
      </p>
      {/* Long lists are scrolled by keys too. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className="review-dialog__list" tabIndex={0}>
        {left.map(({ path, failure }) => (
          <li key={path}>
            <bdi>{path}</bdi>
            <p className="quiet">
              <FailureSentence failure={failure} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Which of the rejected results are meant: of the selection where several of it are, else of all that is shown. */
function useMeant(rejected: BinDialogProps['rejected']) {
  const [chosen, choose] = useState<Scope | null>(null)
  const { found, failure } = useCounted(rejected)
  const selected = found?.selected.outputs.length ?? 0
  const scope = chosen ?? (selected > 1 ? 'selected' : 'shown')
  return { scope, choose, failure, found: found?.[scope] ?? null, isChoice: selected > 0 }
}

/** Counts both at once: the choice between them is of no use where one is empty. */
function useCounted(rejected: BinDialogProps['rejected']) {
  const { review } = useStores()
  const [found, setFound] = useState<Readonly<Record<Scope, Rejected>> | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    let isWanted = true
    // What was rejected a moment ago is meant too.
    const ask = async () => {
      await marksSent(review)
      return Promise.all([rejected('selected'), rejected('shown')])
    }
    ask().then(
      ([selected, shown]) => isWanted && setFound({ selected, shown }),
      (thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        if (isWanted) setFailure(thrown.failure)
      },
    )
    return () => {
      isWanted = false
    }
  }, [rejected, review])
  return { found, failure }
}
