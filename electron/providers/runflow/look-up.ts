import { at, listAt, textAt } from '../json.ts'
import type { AttemptIdentity, CallContext, LookUpOutcome } from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ApiReply, ServiceApi } from '../service-api.ts'
import { attemptKey } from '../wire-request.ts'
import { runflowFailure } from './refusal.ts'
import { readId } from './run-record.ts'

interface RunPage {
  readonly runs: readonly unknown[]
  readonly next: string | null
}

const pageLength = 50
const pagesWithoutTime = 4
const mostPages = 20
/** How far the service's clock may be ahead or behind before a page counts as older than the attempt. */
const clockToleranceMs = 15 * 60_000

/**
 * Finds the run of an attempt by its `client_ref` (Runflow §11). The exact filter answered with nothing is proof that
 * there is no run. Where the filter is refused or ignored the newest runs are read instead; not finding it among them
 * proves nothing, because runs may be listed late or beyond what was read.
 */
export function createRunLookUp(api: ServiceApi) {
  return lookUp

  async function lookUp(attempt: AttemptIdentity, context: CallContext): Promise<LookUpOutcome> {
    const reference = attemptKey(attempt)
    const filter = { q: `client_ref.EQ:'${reference}'`, limit: '5', sort_by: 'created_at:desc' }
    const reply = await list(filter, context)
    if (reply.status === 400 || reply.status === 422) return await searchNewest(attempt, context)
    const page = readPage(reply)
    const runId = findRun(page, reference)
    if (runId !== null) return { kind: 'found', runId }
    if (page.runs.length === 0 && page.next === null) return { kind: 'absent', isProof: true }
    return await searchNewest(attempt, context)
  }

  async function searchNewest(attempt: AttemptIdentity, context: CallContext): Promise<LookUpOutcome> {
    const { startedAtMs } = attempt
    let cursor: string | null = null
    for (let count = 0; count < (startedAtMs === undefined ? pagesWithoutTime : mostPages); count += 1) {
      const page: RunPage = readPage(await list(newestRuns(cursor), context))
      const runId = findRun(page, attemptKey(attempt))
      if (runId !== null) return { kind: 'found', runId }
      if (page.next === null || page.next === cursor || reachesBack(page, startedAtMs)) break
      cursor = page.next
    }
    return { kind: 'absent', isProof: false }
  }

  async function list(query: Readonly<Record<string, string>>, context: CallContext): Promise<ApiReply> {
    const path = `/v1/runs?${new URLSearchParams(query).toString()}`
    return await api.free({ method: 'GET', path }, context)
  }
}

function newestRuns(cursor: string | null): Readonly<Record<string, string>> {
  const page = { limit: String(pageLength), sort_by: 'created_at:desc' }
  return cursor === null ? page : { ...page, pq: cursor }
}

/** Both names of the cursor are in use (Runflow §15.7). */
function readPage(reply: ApiReply): RunPage {
  if (!isSuccess(reply) || !Array.isArray(at(reply.json, 'items'))) throw runflowFailure(reply, 'free')
  return { runs: listAt(reply.json, 'items'), next: textAt(reply.json, 'next') ?? textAt(reply.json, 'next_pq') }
}

function findRun({ runs }: RunPage, reference: string): string | null {
  const run = runs.find((entry) => textAt(entry, 'client_ref') === reference && readId(entry, 'id') !== null)
  return run === undefined ? null : readId(run, 'id')
}

function reachesBack({ runs }: RunPage, startedAtMs: number | undefined): boolean {
  const oldest = Date.parse(textAt(runs.at(-1), 'created_at') ?? '')
  return startedAtMs !== undefined && oldest < startedAtMs - clockToleranceMs
}
