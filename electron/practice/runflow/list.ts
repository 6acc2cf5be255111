import { jsonReply, Refused, type Call, type Reply } from '../http/message.ts'
import { settingsOf } from '../scenario.ts'
import type { RunflowContext } from './context.ts'
import { invalid } from './errors.ts'
import { progressOf } from './progress.ts'
import { runRecord } from './record.ts'
import type { RunRow } from './rows.ts'
import type { Runs } from './runs.ts'

/** Runs by creation (Runflow §11): `limit`, `pq`, `from_prev`, `sort_by=created_at:…` and `q` with exact matches. */
export async function listRuns({ request, active }: Call, runs: Runs, context: RunflowContext): Promise<Reply> {
  const query = request.url.searchParams
  const limit = readLimit(query.get('limit'))
  await runs.settle()
  const found = [...context.tables.runs.rows()].filter(readFilter(query.get('q'), context))
  if (isDescending(query.get('sort_by'))) found.reverse()
  const page = cutPage(found, { limit, cursor: query.get('pq'), isBackwards: query.get('from_prev') === 'true' })
  const items = page.rows.map((run) => runRecord(run, context))
  const { next, previous } = page
  const isNamedPq = settingsOf(active, 'runflow-dialect').cursors === 'next_pq'
  return jsonReply(
    200,
    isNamedPq ? { items, next_pq: next, prev_pq: previous } : { items, first: null, next, previous },
  )
}

function readLimit(text: string | null): number {
  const limit = text === null ? 50 : Number(text)
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw invalid('limit', 'Must be between 1 and 500')
  return limit
}

/** Both documented spellings of an exact match; anything more is refused rather than ignored. */
function readFilter(text: string | null, { clock }: RunflowContext): (run: RunRow) => boolean {
  if (text === null) return () => true
  const reference = /^client_ref\.EQ:'([^']*)'$/.exec(text)?.[1]
  if (reference !== undefined) return ({ clientRef }) => clientRef === reference
  const status = /^status_code:(\w+)$/.exec(text)?.[1]
  if (status === undefined) throw new Refused({ status: 400, message: `Cannot read the filter ${text}` })
  return (run) => progressOf(run, clock.nowMs()).status === status
}

function isDescending(text: string | null): boolean {
  if (text === null || text === 'created_at:desc') return true
  if (text === 'created_at:asc') return false
  throw invalid('sort_by', 'Only created_at can be sorted by')
}

interface Page {
  readonly rows: readonly RunRow[]
  readonly next: string | null
  readonly previous: string | null
}

/** A cursor names the run next to the page: the last one before it, or with `from_prev` the first one behind it. */
function cutPage(
  runs: readonly RunRow[],
  { limit, cursor, isBackwards }: { limit: number; cursor: string | null; isBackwards: boolean },
): Page {
  const at = cursor === null ? -1 : runs.findIndex(({ id }) => id === fromCursor(cursor))
  if (cursor !== null && at < 0) throw invalid('pq', 'Unknown cursor')
  const end = isBackwards && cursor !== null ? at : at + 1 + limit
  const start = isBackwards && cursor !== null ? Math.max(0, at - limit) : at + 1
  const rows = runs.slice(start, end)
  return {
    rows,
    next: end < runs.length ? toCursor(rows.at(-1)) : null,
    previous: start > 0 ? toCursor(rows[0]) : null,
  }
}

function toCursor(run: RunRow | undefined): string | null {
  return run ? Buffer.from(run.id).toString('base64url') : null
}

function fromCursor(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString()
}
