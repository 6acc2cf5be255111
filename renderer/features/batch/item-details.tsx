import { useEffect, useState } from 'react'
import type { BatchRow, ItemDetails as Details, ItemRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Section } from '../../ui/section.tsx'
import { StatusBadge } from '../../ui/status-badge.tsx'
import { AttemptsTable } from './attempts-table.tsx'
import { amountText } from './batch-text.ts'
import { BeforeAfter } from './before-after.tsx'
import { CopyButton } from './copy-button.tsx'
import { ItemProblem } from './item-problem.tsx'
import { OutputList } from './output-list.tsx'

interface ItemDetailsProps {
  readonly row: BatchRow
  readonly item: ItemRow
}

/** Everything about one item. */
export function ItemDetails({ row, item }: ItemDetailsProps) {
  const t = useTranslate()
  const details = useDetails(item)
  const name = item.label.split('/').at(-1) ?? item.label
  return (
    <div className="item-inspector__body">
      <h3 className="item-inspector__name">
        <bdi>{name}</bdi>
      </h3>
      <BeforeAfter item={item} />
      <Standing row={row} item={item} />
      <ItemProblem row={row} item={item} />
      <OutputList outputs={item.outputs} />
      {item.prompt !== '' && (
        <Section title={t('batch.item-prompt')}>
          <p className="item-inspector__prompt">{item.prompt}</p>
        </Section>
      )}
      {details !== null && (
        <>
          {details.attempts.length > 0 && <AttemptsTable attempts={details.attempts} />}
          <Source details={details} />
        </>
      )}
    </div>
  )
}

function Standing({ row, item }: ItemDetailsProps) {
  const t = useTranslate()
  // A failure says itself what it cost.
  const isMoney = (row.perItem > 0 || item.charged > 0) && item.failure === null && isKnown(item)
  return (
    <div className="item-inspector__standing">
      <StatusBadge status={item.status} />
      {isMoney && (
        <span className="quiet">
          {item.charged === 0
            ? t('batch.item-no-cost')
            : t('batch.item-charged', { amount: amountText(t, item.charged, row.mode) })}
        </span>
      )}
      {item.skipReason !== null && <p className="quiet">{t(`skip.${item.skipReason}`)}</p>}
    </div>
  )
}

/** What a request under way will cost is only known when it is over. */
function isKnown({ status, charged }: ItemRow): boolean {
  return charged > 0 || status === 'done' || status === 'cancelled' || status === 'skipped'
}

function Source({ details }: { readonly details: Details }) {
  const t = useTranslate()
  const { facts, sourcePath } = details
  return (
    <Section title={t('batch.source')}>
      <div className="item-inspector__path">
        <bdi>{sourcePath}</bdi>
        <CopyButton text={sourcePath} label={t('batch.copy-source')} />
      </div>
      {facts !== null && (
        <p className="quiet">
          {facts.width} × {facts.height} · {facts.format.toUpperCase()}
        </p>
      )}
    </Section>
  )
}

/** Read again whenever the item changed. */
function useDetails(item: ItemRow): Details | null {
  const { request } = useStores()
  const [details, setDetails] = useState<Details | null>(null)
  useEffect(() => {
    let isWanted = true
    request('items:read', { id: item.id }).then(
      (read) => isWanted && setDetails(read),
      (thrown: unknown) => {
        // The row itself is shown all the same; the next change asks again.
        if (!(thrown instanceof RequestFailure)) throw thrown
      },
    )
    return () => {
      isWanted = false
    }
  }, [request, item])
  return details
}
