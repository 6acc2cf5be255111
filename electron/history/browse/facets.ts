import type { ItemStatus, Mode } from '../../../shared/domain/item.ts'
import { ratings, type Rating, type Verdict } from '../../../shared/domain/review.ts'
import type { HistoryFacets } from '../../../shared/ipc/history-rows.ts'
import type { Database } from '../database.ts'
import type { Scope } from './conditions.ts'
import type { BrowseQuery } from './query.ts'

/** Entries that are alike in everything there is a facet for. */
interface Cell {
  readonly mode: Mode
  readonly model: string
  readonly status: ItemStatus
  readonly verdict: Verdict | null
  readonly rating: Rating
  readonly isResult: number
  readonly count: number
}

export interface CountedFacets {
  readonly facets: Omit<HistoryFacets, 'tags'>
  /** Results that meet every condition. */
  readonly results: number
  /** Share of the entries the facets choose from that they let through, 0 to 1. */
  readonly share: number
}

/** Facets of which an entry has one value; what it has of the others is asked apart. */
type Facet = Exclude<keyof HistoryFacets, 'tags'>

/** Counts once, whatever is asked: each facet adds up what meets the conditions of all the others. */
export function countFacets(database: Database, scope: Scope, query: BrowseQuery): CountedFacets {
  const cells = database.all<Cell>(
    `SELECT entry.mode, entry.model, entry.status, entry.verdict, entry.rating,
       (entry.output_id IS NOT NULL) AS isResult, count(*) AS count
     FROM ${scope.from} WHERE ${scope.whereForFacets} GROUP BY 1, 2, 3, 4, 5, 6`,
    scope.bindings,
  )
  const sums = <K extends string | number>(facet: Facet, keyOf: (cell: Cell) => K | null): Map<K, number> => {
    const found = new Map<K, number>()
    for (const cell of cells) {
      const key = keyOf(cell)
      if (key !== null && passes(cell, query, facet)) found.set(key, (found.get(key) ?? 0) + cell.count)
    }
    return found
  }
  const byRating = sums('ratings', ({ rating, isResult }) => (isResult === 1 ? rating : null))
  const chosen = cells.filter((cell) => passes(cell, query, null))
  return {
    results: sumOf(chosen.filter(({ isResult }) => isResult === 1)),
    share: sumOf(chosen) / Math.max(1, sumOf(cells)),
    facets: {
      modes: toRecord(sums('modes', ({ mode }) => mode)),
      models: toRecord(sums('models', ({ model }) => model)),
      statuses: toRecord(sums('statuses', ({ status }) => status)),
      verdicts: toRecord(sums('verdicts', judgementOf)),
      ratings: ratings.map((rating) => byRating.get(rating) ?? 0),
    },
  }
}

function sumOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { count }) => sum + count, 0)
}

function passes(
  cell: Cell,
  { modes, models, statuses, verdicts, minRating }: BrowseQuery,
  except: Facet | null,
): boolean {
  const judgement = judgementOf(cell)
  return (
    (except === 'modes' || allows(modes, cell.mode)) &&
    (except === 'models' || allows(models, cell.model)) &&
    (except === 'statuses' || allows(statuses, cell.status)) &&
    (except === 'verdicts' || verdicts.length === 0 || (judgement !== null && verdicts.includes(judgement))) &&
    (except === 'ratings' || cell.rating >= minRating)
  )
}

function allows<T>(chosen: readonly T[], value: T): boolean {
  return chosen.length === 0 || chosen.includes(value)
}

/** null for an item without a result, which nobody can judge. */
function judgementOf({ verdict, isResult }: Cell): Verdict | 'none' | null {
  return isResult === 1 ? (verdict ?? 'none') : null
}

function toRecord<K extends string>(sums: ReadonlyMap<K, number>): Partial<Record<K, number>> & Record<string, number> {
  return Object.fromEntries(sums) as Partial<Record<K, number>> & Record<string, number> // It forgets the keys.
}
