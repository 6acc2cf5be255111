import { itemStatuses, modes } from '../../../../shared/domain/item.ts'
import { ratings, verdicts } from '../../../../shared/domain/review.ts'
import type { HistoryQuery } from '../../../../shared/ipc/history-inputs.ts'
import { everything, historySorts } from '../../../../shared/ipc/history-query.ts'
import type { HistoryPlace } from '../../../app/layout/place-store.ts'

type Loose = Readonly<Record<string, unknown>>

const day = /^\d{4}-\d\d-\d\d$/

/** Reads where in the history the user was, null where nothing was kept; a condition that is broken or unknown is none. */
export function readKeptHistory(kept: unknown): HistoryPlace | null {
  if (!isLoose(kept)) return null
  const { query, shows } = kept
  return {
    query: isLoose(query) ? readQuery(query) : everything,
    shows: shows === 'batches' ? 'batches' : 'results',
  }
}

function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null
}

function readQuery(kept: Loose): HistoryQuery {
  return {
    text: textOf(kept['text']) ?? '',
    within: readWithin(kept['within']),
    modes: listOf(kept['modes'], modes),
    models: textsOf(kept['models']),
    statuses: listOf(kept['statuses'], itemStatuses),
    verdicts: listOf(kept['verdicts'], [...verdicts, 'none'] as const),
    minRating: ratings.find((known) => known === kept['minRating']) ?? everything.minRating,
    tags: textsOf(kept['tags']),
    from: dayOf(kept['from']),
    to: dayOf(kept['to']),
    minCost: textOf(kept['minCost']),
    maxCost: textOf(kept['maxCost']),
    stacked: kept['stacked'] === true,
    binned: kept['binned'] === true,
    sort: historySorts.find((known) => known === kept['sort']) ?? everything.sort,
    descending: kept['descending'] !== false,
  }
}

/** Whether the id still means something is found out when main lists what there is. */
function readWithin(kept: unknown): HistoryQuery['within'] {
  const { kind, id } = isLoose(kept) ? kept : {}
  if (typeof id !== 'string') return everything.within
  return kind === 'batch' || kind === 'source' || kind === 'collection' || kind === 'folder'
    ? { kind, id }
    : everything.within
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []
}

function listOf<T extends string>(value: unknown, known: readonly T[]): T[] {
  return Array.isArray(value) ? known.filter((each) => value.includes(each)) : []
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' && day.test(value) ? value : null
}
