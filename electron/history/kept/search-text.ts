import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import { historyQuery } from '../../../shared/ipc/history-inputs.ts'
import type { BrowseQuery } from '../browse/query.ts'
import type { Database } from '../database.ts'

const id = z.string().min(1).max(100)

/** A query with its folder as a path, as it is kept and handed on. */
export const storedQuery = historyQuery.omit({ within: true }).extend({
  within: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('all') }),
    z.strictObject({ kind: z.literal('batch'), id }),
    z.strictObject({ kind: z.literal('folder'), path: z.string().min(1).max(4_096) }),
    z.strictObject({ kind: z.literal('source'), id }),
    z.strictObject({ kind: z.literal('collection'), id }),
  ]),
})

const schema = 'lightbench-search'
const version = 1
const sharedSearch = z.object({ schema: z.literal(schema), version: z.literal(version), query: storedQuery })

/** What `readSearchText` reads back, in a form people can read and change. */
export function searchText(query: BrowseQuery): string {
  return `${JSON.stringify({ schema, version, query }, null, 2)}\n`
}

/** Throws `invalid-request` with the first thing that is wrong. A folder need not be there: others have other folders. */
export function readSearchText(database: Database, text: string): BrowseQuery {
  const content = parseJson(text.replace(/^\uFEFF/, ''))
  const head = z.looseObject({ schema: z.literal(schema), version: z.int() }).safeParse(content)
  if (!head.success) throw refusal('it is not a saved search of Lightbench')
  if (head.data.version > version) throw refusal('it was saved by a newer Lightbench')
  const parsed = sharedSearch.safeParse(content)
  if (!parsed.success) throw refusal(describe(parsed.error))
  refuseUnknown(database, parsed.data.query)
  return parsed.data.query
}

const tables = { batch: 'batch', source: 'source', collection: 'collection' } as const

/** Batches, sources and collections are those of one library. */
function refuseUnknown(database: Database, { within }: BrowseQuery): void {
  if (within.kind === 'all' || within.kind === 'folder') return
  const found = database.get(`SELECT 1 AS found FROM ${tables[within.kind]} WHERE id = :id`, { id: within.id })
  if (found === null) throw refusal(`it is about a ${within.kind} that is not in this library`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (thrown) {
    throw refusal(`it is not valid JSON (${thrown instanceof Error ? thrown.message : 'unreadable'})`)
  }
}

function describe({ issues: [issue] }: z.ZodError): string {
  if (issue === undefined) return 'it is not understood'
  return `“${issue.path.join('.')}”: ${issue.message}`
}

function refusal(reason: string): AppError {
  return new AppError('invalid-request', `The search cannot be used: ${reason}.`)
}
