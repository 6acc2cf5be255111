import { nanoUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import type { HistoryFacets } from '../../../shared/ipc/history-rows.ts'
import { compareNatural } from '../../library/natural-order.ts'
import type { Database } from '../database.ts'
import { scopeOf, withFacets, type Scope } from './conditions.ts'
import { countFacets } from './facets.ts'
import type { BrowseQuery } from './query.ts'
import { countTags } from './tag-facet.ts'

/** The answer to a query: which entries, in which order, and how many there would be of each choice. */
export interface OpenedView {
  readonly facets: HistoryFacets
  /** Results that meet every condition. */
  readonly results: number
  /** What the items were charged, each counted once, practice left out. */
  readonly charged: NanoUsd
  readonly ids: Int32Array
  /** For each row how many entries of its source the query has; null where nothing is stacked. */
  readonly stacks: Int32Array | null
  /** Whether the order is that of time, and which way. */
  readonly dated: 'newest-first' | 'oldest-first' | null
}

/**
 * Asks a query whole. Of equal rows the newest is first, and those of which nothing is known come last, whichever way they
 * are sorted. A stack stands where the entry on top of it stands: its newest result, or its newest entry where it has none.
 */
export function openView(database: Database, query: BrowseQuery): OpenedView {
  const scope = scopeOf(database, query)
  const { share, facets, results } = countFacets(database, scope, query)
  const asked = withFacets(share < few ? { ...scope, where: scope.whereForFacets } : scope, query)
  const found = query.stacked ? readStacks(database, asked, query) : readEntries(database, asked, query)
  const tags = countTags(database, asked, results)
  return { facets: { ...facets, tags }, results, ...found, charged: sumCharged(database, asked), dated: datedOf(query) }
}

/** Of so few, rows are found by the index of the facets and put in order; of more, by looking through all in their order. */
const few = 0.1

type Order = Pick<BrowseQuery, 'sort' | 'descending'>
type Found = Pick<OpenedView, 'ids' | 'stacks'>

function datedOf({ sort, descending }: Order): OpenedView['dated'] {
  if (sort !== 'date') return null
  return descending ? 'newest-first' : 'oldest-first'
}

function readEntries(database: Database, { from, where, bindings }: Scope, order: Order): Found {
  const entries = `SELECT entry.id, entry.name FROM ${from} WHERE ${where} ORDER BY ${orderBy(order)}`
  return { ids: readColumns(database, { entries, bindings, order, columns: ['id'] }).id, stacks: null }
}

/** Results of one item share its cost. */
function sumCharged(database: Database, { from, where, bindings }: Scope): NanoUsd {
  const row = database.get<{ charged: number }>(
    `SELECT coalesce(sum(cost_nano), 0) AS charged FROM (SELECT DISTINCT entry.item_id, entry.cost_nano
     FROM ${from} WHERE ${where} AND +entry.mode = 'paid' AND entry.cost_nano > 0)`,
    bindings,
  )
  return nanoUsd(row?.charged ?? 0)
}

/** Behind every number of an entry: a result goes on top of what is none, however old it is. */
const ofResult = 2 ** 40

function readStacks(database: Database, { from, where, bindings }: Scope, order: Order): Found {
  const stacks = `SELECT max((entry.output_id IS NOT NULL) * ${ofResult} + entry.id) % ${ofResult} AS top,
    count(*) AS stack FROM ${from} WHERE ${where} GROUP BY entry.source_id`
  const entries = `SELECT entry.id, entry.name, stack FROM (${stacks}) CROSS JOIN history_entry AS entry ON entry.id = top
    ORDER BY ${orderBy(order)}`
  const { id, stack } = readColumns(database, { entries, bindings, order, columns: ['id', 'stack'] })
  return { ids: id, stacks: stack }
}

function orderBy({ sort, descending }: Order): string {
  const way = descending ? 'DESC' : 'ASC'
  const newestFirst = 'entry.at DESC, entry.id DESC'
  switch (sort) {
    case 'date':
      return `entry.at ${way}, entry.id ${way}`
    case 'name':
      return newestFirst
    case 'cost':
      return `entry.cost_nano ${way}, ${newestFirst}`
    case 'changed':
      return `entry.changed ${way} NULLS LAST, ${newestFirst}`
    case 'rating':
      return `entry.rating ${way}, ${newestFirst}`
  }
}

interface Reading<C extends 'id' | 'stack'> {
  readonly entries: string
  readonly bindings: Scope['bindings']
  readonly order: Order
  readonly columns: readonly C[]
}

/** Each column is read as one text: a row for each entry would take four times as long. */
function readColumns<C extends 'id' | 'stack'>(
  database: Database,
  { entries, bindings, order, columns }: Reading<C>,
): Record<C, Int32Array> {
  const names = order.sort === 'name' ? ['name'] : []
  const wanted = [...columns, ...names].map((column) => `json_group_array(${column}) AS ${column}`)
  const row = database.get<Record<string, string>>(`SELECT ${wanted.join(', ')} FROM (${entries})`, bindings)
  const read = (column: string): unknown => JSON.parse(row?.[column] ?? '[]')
  const places = order.sort === 'name' ? placesByName(read('name') as string[], order.descending) : null // Made above.
  const values = columns.map((column) => {
    const found = read(column) as number[] // As above.
    return [column, places === null ? Int32Array.from(found) : Int32Array.from(places, (place) => found[place] ?? 0)]
  })
  return Object.fromEntries(values) as Record<C, Int32Array> // Object.fromEntries forgets the keys.
}

/** As people order names, which SQLite does not know; what has the same name stays in its order. */
function placesByName(names: readonly string[], descending: boolean): number[] {
  const way = descending ? -1 : 1
  return names.map((_, place) => place).sort((a, b) => way * compareNatural(names[a] ?? '', names[b] ?? '') || a - b)
}
