import { useEffect, useState } from 'react'
import { everything } from '../../../shared/ipc/history-query.ts'
import { RequestFailure, type Request } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import {
  subjectOfItem,
  subjectOfItems,
  subjectOfSource,
  subjectOfStop,
  withPicturesOf,
  type Subject,
} from './subject.ts'
import type { Stop } from './walk.ts'

/** What is to be seen at a stop: at once what its list knows, a moment later what main says. */
export function useSubject(stop: Stop): Subject {
  const { request } = useStores()
  const [known, setKnown] = useState<Subject | null>(null)

  useEffect(() => {
    let isLatest = true
    const show = (subject: Subject): void => {
      if (isLatest) setKnown(withPicturesOf(stop, subject))
    }
    askFor(request, stop).then(show, (thrown: unknown) => {
      if (!(thrown instanceof RequestFailure)) throw thrown
      show({ ...subjectOfStop(stop), failure: thrown.failure })
    })
    return () => {
      isLatest = false
    }
  }, [request, stop])

  return known?.key === stop.key ? known : subjectOfStop(stop)
}

function askFor(request: Request, stop: Stop): Promise<Subject> {
  const { asks } = stop
  switch (asks.kind) {
    case 'source':
      return request('sources:details', { id: asks.id }).then(subjectOfSource)
    case 'item':
      return request('items:read', { id: asks.id }).then(subjectOfItem)
    case 'stack':
      return askForStack(request, stop, asks)
  }
}

/** More results of one source than this are looked at in the grid. */
const mostStacked = 24

async function askForStack(
  request: Request,
  stop: Stop,
  { sourceId, itemId }: { readonly sourceId: string; readonly itemId: string },
): Promise<Subject> {
  const query = { ...everything, within: { kind: 'source' as const, id: sourceId } }
  const { view } = await request('history:open', { query })
  const rows = await request('history:rows', { view, from: 0, count: mostStacked })
  const made = rows.filter(({ result }) => result !== null).map((row) => row.itemId)
  const items = await Promise.all([...new Set([itemId, ...made])].map((id) => request('items:read', { id })))
  return subjectOfItems(stop.key, items) ?? subjectOfStop(stop)
}
