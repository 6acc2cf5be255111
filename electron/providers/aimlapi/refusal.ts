import type { ErrorCode } from '../../../shared/errors.ts'
import { textAt } from '../json.ts'
import { CallFailure, type CallFailureKind } from '../provider.ts'
import { isPage, isSuccess, redirectFailure, refusalText, sentence } from '../refusals.ts'
import type { ApiReply } from '../service-api.ts'

interface Row {
  readonly kind: CallFailureKind
  readonly code: ErrorCode
  readonly what: string
}

/** What a reply to a free call means that is no success, or a success that cannot be read (AIML API §5). */
export function freeCallFailure(reply: ApiReply): CallFailure {
  const isOdd = reply.status < 400 || reply.status === 408
  return failure(isOdd ? unavailable : rowFor(reply), reply)
}

/**
 * The same for the paid call. A failure the service itself reports is not charged (AIML API §4, §7), so a 5xx may be
 * sent again. A gateway that gave up waiting is not the service: behind a 502, a 504 or an undocumented 5xx that comes
 * as a web page or without a word, the work may go on and be charged, and a success that cannot be read may be charged as well.
 */
export function paidCallFailure(reply: ApiReply): CallFailure {
  const { status } = reply
  if (status >= 300 && status < 400) return redirectFailure('AIML API', reply)
  if (isSuccess(reply) || status === 408 || isGatewayGivingUp(reply)) {
    const what = 'AIML API did not say whether it made the picture'
    return failure({ kind: 'unanswered', code: 'outcome-unknown', what }, reply)
  }
  return failure(rowFor(reply), reply)
}

/** Whether a refusal of the paid call is about the address the picture was given as (AIML API §3.2). */
export function isAboutImageUrl(reply: ApiReply): boolean {
  return reply.status === 400 && /image_url/i.test(refusalText(reply))
}

export function requestIdOf(reply: ApiReply): string | null {
  return reply.header('x-inference-id') ?? textAt(reply.json, 'requestId')
}

const unavailable: Row = {
  kind: 'busy',
  code: 'provider-unavailable',
  what: 'AIML API did not answer as expected',
}

function rowFor(reply: ApiReply): Row {
  const { status } = reply
  switch (status) {
    case 401:
      return { kind: 'blocked', code: 'key-rejected', what: 'AIML API does not accept the key' }
    case 402:
      return outOfCredits
    case 403:
      return speaksOfMoney(reply) ? outOfCredits : notPermitted
    case 429:
      return { kind: 'busy', code: 'rate-limited', what: 'AIML API asks to slow down' }
    default:
      if (status >= 500) return unavailable
      return { kind: 'refused', code: 'input-refused', what: refusalFor(reply) }
  }
}

const outOfCredits: Row = { kind: 'blocked', code: 'out-of-credits', what: 'The credit at AIML API is used up' }
const notPermitted: Row = { kind: 'blocked', code: 'not-permitted', what: 'The AIML API key may not do this' }

/** One status stands for both, and only the text tells them apart (AIML API §5). */
function speaksOfMoney(reply: ApiReply): boolean {
  return /credit|limit|balance|funds|top.?up/i.test(refusalText(reply))
}

/** No limit on pictures is published, so a refusal that speaks of size gets the hint of AIML API §3.3. */
function refusalFor(reply: ApiReply): string {
  const isTooLarge =
    reply.status === 413 || (reply.status === 400 && /too (large|big)|\bsize\b/i.test(refusalText(reply)))
  return isTooLarge ? 'The picture is too large for AIML API' : 'AIML API refused the request'
}

function isGatewayGivingUp({ status, text }: ApiReply): boolean {
  const isDocumented = status === 500 || status === 502 || status === 503 || status === 504
  const isAboutBackend = status === 502 || status === 504
  return status >= 500 && (!isDocumented || (isAboutBackend && (text.trim() === '' || isPage(text))))
}

function failure({ kind, code, what }: Row, reply: ApiReply): CallFailure {
  const { retryAfterMs } = reply
  return new CallFailure(kind, { code, message: sentence(what, reply), retryAfterMs, requestId: requestIdOf(reply) })
}
