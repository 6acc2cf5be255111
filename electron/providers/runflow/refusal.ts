import { textAt } from '../json.ts'
import { CallFailure, type CallFailureKind } from '../provider.ts'
import { redirectFailure, sentence } from '../refusals.ts'
import type { ApiReply } from '../service-api.ts'
import type { ErrorCode } from '../../../shared/errors.ts'

/** Whether a reply answers the paid request or one that costs nothing. */
export type Purpose = 'paid' | 'free'

interface Row {
  readonly kind: CallFailureKind
  readonly code: ErrorCode
  readonly what: string
}

/** What a reply that is no success means (Runflow §14), also a success that cannot be read. */
export function runflowFailure(reply: ApiReply, purpose: Purpose): CallFailure {
  if (purpose === 'paid' && reply.status >= 300 && reply.status < 400) return redirectFailure('Runflow', reply)
  const { kind, code, what } = rowFor(reply.status, purpose)
  const message = sentence(what, reply)
  return new CallFailure(kind, { code, message, retryAfterMs: reply.retryAfterMs, requestId: requestIdOf(reply) })
}

export function requestIdOf(reply: ApiReply): string | null {
  return textAt(reply.json, 'request_id') ?? reply.header('runflow-request-id') ?? reply.header('x-request-id')
}

function rowFor(status: number, purpose: Purpose): Row {
  switch (status) {
    case 401:
      return { kind: 'blocked', code: 'key-rejected', what: 'Runflow does not accept the key' }
    case 402:
      return { kind: 'blocked', code: 'out-of-credits', what: 'The credit at Runflow is used up' }
    case 403:
      return { kind: 'blocked', code: 'not-permitted', what: 'The Runflow key may not do this' }
    case 413:
      return { kind: 'refused', code: 'input-refused', what: 'The picture is too large for Runflow' }
    case 429:
      return { kind: 'busy', code: 'rate-limited', what: 'Runflow asks to slow down' }
    case 408:
    case 409:
      return unclear(purpose)
    default:
      if (status < 400 || status >= 500) return unclear(purpose)
      return { kind: 'refused', code: 'input-refused', what: 'Runflow refused the request' }
  }
}

/**
 * A paid request that met a conflict, a failing server or an answer without an id may have been accepted (Runflow §7),
 * even where the server says that the model is unavailable.
 */
function unclear(purpose: Purpose): Row {
  if (purpose === 'free') {
    return { kind: 'busy', code: 'provider-unavailable', what: 'Runflow did not answer as expected' }
  }
  const what = 'Runflow did not say whether it accepted the request'
  return { kind: 'unanswered', code: 'outcome-unknown', what }
}
