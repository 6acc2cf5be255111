import { textReply, type Call, type Reply } from '../http/message.ts'
import type { AimlapiContext } from './context.ts'

/** Nothing is documented (AIML API §2); a client that downloads at once never notices. */
const lifetimeMs = 60 * 60 * 1_000

/** Hands out a result for an hour; then it answers 403, and nothing brings the picture back. */
export async function downloadResult({ params }: Call, { tables, clock, store }: AimlapiContext): Promise<Reply> {
  const result = tables.results.get(params['id'] ?? '')
  if (!result) return textReply(404, 'text/plain', 'Not found')
  if (clock.nowMs() >= result.createdAtMs + lifetimeMs) return textReply(403, 'text/plain', 'Forbidden')
  return { status: 200, headers: { 'content-type': result.mimeType }, bytes: await store.loadFile(result.file) }
}
