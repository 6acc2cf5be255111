import { everything } from '../../../../shared/ipc/history-query.ts'
import type { Stores } from '../../../app/stores.ts'

/** Reads saved searches, collections, folders and tags afresh. */
export async function loadLists({
  history,
  place,
  request,
}: Pick<Stores, 'history' | 'place' | 'request'>): Promise<void> {
  const [searches, collections, folders, tags] = await Promise.all([
    request('searches:list'),
    request('collections:list'),
    request('history:folders'),
    request('history:tags'),
  ])
  history.setState({ lists: { searches, collections, folders, tags } })
  const { within } = place.getState().history.query
  const isGone =
    (within.kind === 'folder' && !folders.some(({ id }) => id === within.id)) ||
    (within.kind === 'collection' && !collections.some(({ id }) => id === within.id))
  // The id of a folder ends with the process that gave it, and a collection may have been removed elsewhere.
  if (isGone) {
    place.setState(({ history: at }) => ({ history: { ...at, query: { ...at.query, within: everything.within } } }))
  }
}
