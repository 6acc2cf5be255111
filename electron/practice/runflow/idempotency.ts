import { parseJson } from '../http/read-request.ts'
import { jsonReply, Refused, type PracticeRequest, type Reply } from '../http/message.ts'
import { sha256 } from '../identifiers.ts'
import type { RunflowContext } from './context.ts'

interface Work<T> {
  /** Judges the request and stores what it brings; may be asked again by a retry. */
  readonly prepare: () => T | Promise<T>
  /** Makes the one change that must not happen twice; runs without a pause and is kept with its answer. */
  readonly commit: (prepared: T) => Reply
}

/**
 * Runflow's idempotency (§7): the same key with the same request is answered with the kept success, with another one
 * by 409; without a key nothing is kept. Refusals are never kept, so a corrected request may use its key again.
 */
export async function answerOnce<T>(
  request: PracticeRequest,
  { prepare, commit }: Work<T>,
  { store, tables }: RunflowContext,
): Promise<Reply> {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') {
    const prepared = await prepare()
    return store.atomically(() => commit(prepared))
  }
  const requestSha256 = sha256(
    Buffer.concat([Buffer.from(`${request.method} ${request.url.pathname}\n`), request.bytes]),
  )

  const earlier = replay(key)
  if (earlier) return earlier
  const prepared = await prepare()
  return store.atomically(() => replay(key) ?? keep(key, commit(prepared)))

  function replay(key: string): Reply | null {
    const kept = tables.replays.get(key)
    if (!kept) return null
    if (kept.requestSha256 !== requestSha256) throw new Refused({ status: 409 })
    return jsonReply(kept.status, kept.body)
  }

  function keep(key: string, reply: Reply): Reply {
    tables.replays.put(key, { requestSha256, status: reply.status, body: parseJson(reply.bytes) })
    return reply
  }
}
