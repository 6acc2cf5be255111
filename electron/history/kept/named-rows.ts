import { randomUUID } from 'node:crypto'
import { nameKey } from '../../../shared/domain/safe-name.ts'
import { AppError } from '../../../shared/errors.ts'
import { compareNatural } from '../../library/natural-order.ts'
import type { Bindings, Database } from '../database.ts'

export interface NamedRow {
  readonly id: string
  readonly name: string
}

/** What the user keeps under names. They are unique without regard to case; an unknown id is `invalid-request`. */
export interface NamedRows<R extends NamedRow> {
  /** By name, as people order names. */
  list(): R[]
  get(id: string): R
  /** A new one for null. Throws `invalid-request` for an empty name and for one that another row has. */
  save(id: string | null, name: string, columns: Bindings): R
  /** Saves a new one; a number behind the name makes it one nobody has. */
  add(name: string, columns: Bindings): R
  /** It can be restored, also after a restart. One that is removed already stays so. */
  remove(id: string): void
  /** Comes back with a number behind its name where that was given away meanwhile. */
  restore(id: string): void
}

interface Kind {
  readonly database: Database
  readonly table: 'saved_search' | 'collection' | 'recipe'
  /** In sentences. */
  readonly what: string
  readonly columns: readonly string[]
  /** What is read besides, as SQL. */
  readonly alsoRead?: readonly string[]
}

const longestName = 120

export function createNamedRows<R extends NamedRow>(kind: Kind & { readonly now: () => Date }): NamedRows<R> {
  const { database, table, what, columns, alsoRead = [], now } = kind
  const selected = ['id', 'name', ...columns, ...alsoRead].join(', ')
  const at = (): string => now().toISOString()
  const get = (id: string): R => {
    const sql = `SELECT ${selected} FROM ${table} WHERE id = :id AND removed_at IS NULL`
    return database.get<R>(sql, { id }) ?? refuseUnknown(what)
  }
  const put = (id: string, name: string, values: Bindings): R => {
    putRow(kind, { id, name, name_key: nameKey(name), at: at(), ...values })
    return get(id)
  }
  return {
    list: () =>
      database
        .all<R>(`SELECT ${selected} FROM ${table} WHERE removed_at IS NULL`)
        .toSorted((a, b) => compareNatural(nameKey(a.name), nameKey(b.name))),
    get,
    save: (id, name, values) =>
      database.transaction('full', () => {
        if (id !== null) get(id)
        const wanted = checkName(what, name)
        const owner = ownerOf(kind, wanted)
        if (owner === null || owner === id) return put(id ?? randomUUID(), wanted, values)
        throw new AppError('invalid-request', `There is a ${what} “${wanted}” already; choose another name.`)
      }),
    add: (name, values) =>
      database.transaction('full', () => put(randomUUID(), freeName(kind, checkName(what, name)), values)),
    remove: (id) => {
      database.run(`UPDATE ${table} SET removed_at = :at WHERE id = :id AND removed_at IS NULL`, { id, at: at() })
    },
    restore: (id) => database.transaction('full', () => restoreRow(kind, id)),
  }
}

function refuseUnknown(what: string): never {
  throw new AppError('invalid-request', `There is no such ${what} any more.`)
}

function checkName(what: string, text: string): string {
  const name = text.trim()
  if (name === '') throw new AppError('invalid-request', `A ${what} needs a name.`)
  if (name.length <= longestName) return name
  throw new AppError('invalid-request', `The name of a ${what} has at most ${longestName} characters.`)
}

function ownerOf({ database, table }: Kind, name: string): string | null {
  const sql = `SELECT id FROM ${table} WHERE name_key = :key AND removed_at IS NULL`
  return database.get<{ id: string }>(sql, { key: nameKey(name) })?.id ?? null
}

function freeName(kind: Kind, name: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`
    const candidate = `${name.slice(0, longestName - suffix.length).toWellFormed()}${suffix}`
    if (ownerOf(kind, candidate) === null) return candidate
  }
}

function putRow({ database, table, columns }: Kind, row: Bindings): void {
  const names = ['id', 'name', 'name_key', ...columns]
  const changes = names.slice(1).map((column) => `${column} = excluded.${column}`)
  database.run(
    `INSERT INTO ${table} (${names.join(', ')}, created_at, updated_at)
     VALUES (${names.map((column) => `:${column}`).join(', ')}, :at, :at)
     ON CONFLICT (id) DO UPDATE SET updated_at = excluded.updated_at, ${changes.join(', ')}`,
    row,
  )
}

function restoreRow(kind: Kind, id: string): void {
  const { database, table, what } = kind
  const sql = `SELECT name, removed_at FROM ${table} WHERE id = :id`
  const row = database.get<{ name: string; removed_at: string | null }>(sql, { id }) ?? refuseUnknown(what)
  if (row.removed_at === null) return
  const name = freeName(kind, row.name)
  database.run(`UPDATE ${table} SET removed_at = NULL, name = :name, name_key = :key WHERE id = :id`, {
    id,
    name,
    key: nameKey(name),
  })
}
