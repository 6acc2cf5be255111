import { parseUsd, type NanoUsd } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Bindings, Database } from '../database.ts'
import { startOfDay } from './days.ts'
import { matchOf } from './match.ts'
import type { BrowseQuery, BrowseWithin } from './query.ts'
import { spellingsOf } from './tags.ts'

/** A part of a statement: which entries, called `entry`, it is about. */
export interface Scope {
  readonly from: string
  readonly where: string
  /** The same for a statement that reads nothing but what there are facets for, so that their index is used. */
  readonly whereForFacets: string
  readonly bindings: Bindings
}

/**
 * Entries that meet every condition but those there are facets for. Throws `invalid-request` for a day or a cost that is
 * none. Results in the bin are left out unless the query asks for them; one source shows all it has.
 */
export function scopeOf(database: Database, query: BrowseQuery): Scope {
  const conditions = [
    isWithin(query.within),
    ...query.tags.map((tag, index) => hasTag(database, tag, index)),
    isMade(query),
    costs(query),
  ]
  const where = joined(conditions)
  const showsBinned = query.binned === true || query.within.kind === 'source'
  const match = matchOf(query.text)
  // A plus keeps the index of the facets out where another one leads to far fewer rows, or holds what is read.
  const notBinned = `${where} AND +entry.is_binned = 0`
  return {
    // Whatever else is asked, so few have the words that they are best looked at one by one.
    from:
      match === null
        ? 'history_entry AS entry'
        : `(SELECT rowid AS found FROM history_words WHERE history_words MATCH :match)
           CROSS JOIN history_entry AS entry ON entry.id = found`,
    where: showsBinned ? where : notBinned,
    whereForFacets: showsBinned ? where : where === 'TRUE' ? 'entry.is_binned = 0' : notBinned,
    bindings: { ...(match === null ? {} : { match }), ...bound(conditions) },
  }
}

/** The same entries, and only those the facets let through. */
export function withFacets(scope: Scope, query: BrowseQuery): Scope {
  const { modes, models, statuses, verdicts, minRating } = query
  const conditions = [oneOf('mode', modes), oneOf('model', models), oneOf('status', statuses), isJudged(verdicts)]
  if (minRating > 0) conditions.push({ sql: 'entry.rating >= :minRating', bindings: { minRating } })
  return {
    ...scope,
    where: joined([{ sql: scope.where }, ...conditions]),
    bindings: { ...scope.bindings, ...bound(conditions) },
  }
}

interface Condition {
  /** Empty: none. */
  readonly sql: string
  readonly bindings?: Bindings
}

function joined(conditions: readonly Condition[]): string {
  return (
    conditions
      .map(({ sql }) => sql)
      .filter((sql) => sql !== '')
      .join(' AND ') || 'TRUE'
  )
}

function bound(conditions: readonly Condition[]): Bindings {
  return Object.assign({}, ...conditions.map(({ bindings }) => bindings)) as Bindings // Object.assign forgets the type.
}

function isWithin(within: BrowseWithin): Condition {
  switch (within.kind) {
    case 'all':
      return { sql: '' }
    case 'batch':
      return { sql: 'entry.batch_id = :batch', bindings: { batch: within.id } }
    case 'source':
      return { sql: 'entry.source_id = :source', bindings: { source: within.id } }
    case 'collection':
      return {
        sql: 'entry.output_id IN (SELECT output_id FROM collection_member WHERE collection_id = :collection)',
        bindings: { collection: within.id },
      }
    case 'folder':
      // Folders are kept with their separator, so that a name that only begins alike is no folder below.
      return {
        sql: 'entry.folder >= :folder AND entry.folder < :behind',
        bindings: { folder: within.path, behind: `${within.path}\u{10ffff}` },
      }
  }
}

function hasTag(database: Database, tag: string, index: number): Condition {
  const spellings = JSON.stringify(spellingsOf(database, tag))
  return {
    sql: `entry.output_id IN (SELECT review.output_id FROM review, json_each(review.tags) AS tag
      WHERE tag.value IN (SELECT value FROM json_each(:tag${index})))`,
    bindings: { [`tag${index}`]: spellings },
  }
}

function isMade({ from, to }: BrowseQuery): Condition {
  const bindings = {
    ...(from === null ? {} : { from: startOfDay(from) }),
    ...(to === null ? {} : { until: startOfDay(to, 1) }),
  }
  const sql = [from === null ? '' : 'entry.at >= :from', to === null ? '' : 'entry.at < :until']
  return { sql: sql.filter((part) => part !== '').join(' AND '), bindings }
}

function costs({ minCost, maxCost }: BrowseQuery): Condition {
  const [least, most] = [readUsd(minCost), readUsd(maxCost)]
  const sql = [least === null ? '' : 'entry.cost_nano >= :least', most === null ? '' : 'entry.cost_nano <= :most']
  const bindings = { ...(least === null ? {} : { least }), ...(most === null ? {} : { most }) }
  return { sql: sql.filter((part) => part !== '').join(' AND '), bindings }
}

function readUsd(text: string | null): NanoUsd | null {
  if (text === null || text.trim() === '') return null
  const amount = parseUsd(text.trim().replace(/^\$/, ''))
  if (amount !== null) return amount
  throw new AppError('invalid-request', `“${text}” is no amount of dollars; one is written like 0.04.`)
}

function oneOf(column: 'mode' | 'model' | 'status', values: readonly string[]): Condition {
  if (values.length === 0) return { sql: '' }
  return {
    sql: `entry.${column} IN (SELECT value FROM json_each(:${column}s))`,
    bindings: { [`${column}s`]: JSON.stringify(values) },
  }
}

/** Only results can be judged, so an item without one is not among those that are not judged yet. */
function isJudged(verdicts: BrowseQuery['verdicts']): Condition {
  if (verdicts.length === 0) return { sql: '' }
  const asked = 'entry.verdict IN (SELECT value FROM json_each(:verdicts))'
  const none = '(entry.verdict IS NULL AND entry.output_id IS NOT NULL)'
  return {
    sql: verdicts.includes('none') ? `(${asked} OR ${none})` : asked,
    bindings: { verdicts: JSON.stringify(verdicts) },
  }
}
