import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/errors.ts'
import type { ItemRow } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { StatusDot } from '../../ui/status-badge.tsx'
import { RowList } from './row-list.tsx'
import './found-items.css'

const mostFound = 500
const thumbnailEdge = 96

/** Items whose name or prompt has the text; opening one shows it in its batch. */
export function FoundItems({ text }: { readonly text: string }) {
  const t = useTranslate()
  const { place, selection } = useStores()
  const { rows, failure } = useFound(text)
  if (failure !== null) return <EmptyState title={failure.message} body={t(`next.${failure.code}`)} />
  if (rows === null) {
    return (
      <p className="history__note">
        <Spinner label={t('history.searching')} />
      </p>
    )
  }
  if (rows.length === 0) return <EmptyState title={t('history.nothing')} body={t('history.nothing-body')} />
  const open = (row: ItemRow): void => {
    selection.setState({ selected: new Set(), anchor: row.id, current: row.id })
    place.setState({ place: { kind: 'batch', batchId: row.batchId }, search: '', filter: 'all' })
  }
  return (
    <>
      <p className="history__note" role="status">
        {rows.length < mostFound
          ? t('history.found', { count: rows.length })
          : t('history.found-many', { count: mostFound })}
      </p>
      <RowList
        label={t('history.results')}
        rows={rows}
        rowHeight={56}
        keyOf={({ id }) => id}
        render={(row) => <Found row={row} />}
        onOpen={open}
      />
    </>
  )
}

function useFound(text: string): { readonly rows: readonly ItemRow[] | null; readonly failure: Failure | null } {
  const { request } = useStores()
  const [found, setFound] = useState<{ rows: readonly ItemRow[] | null; failure: Failure | null }>(nothingYet)
  useEffect(() => {
    let isOld = false
    request('history:search', { text, limit: mostFound }).then(
      (rows) => isOld || setFound({ rows, failure: null }),
      (thrown: unknown) => {
        if (!(thrown instanceof RequestFailure)) throw thrown
        if (!isOld) setFound({ rows: null, failure: thrown.failure })
      },
    )
    return () => {
      isOld = true
    }
  }, [text, request])
  return found
}

const nothingYet = { rows: null, failure: null }

function Found({ row }: { readonly row: ItemRow }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const number = useFrom('batches', ({ batches }) => batches.find(({ id }) => id === row.batchId)?.number)
  return (
    <>
      <img
        className="found__picture"
        src={bridge.pictureUrl(row.outputs[0]?.picture ?? row.picture, thumbnailEdge)}
        alt=""
        loading="lazy"
        decoding="async"
      />
      <StatusDot status={row.status} />
      <span className="found__texts">
        <span className="one-line">{row.label}</span>
        <span className="found__prompt one-line">{row.prompt}</span>
      </span>
      {number !== undefined && <span className="quiet">{t('history.number', { number })}</span>}
    </>
  )
}
