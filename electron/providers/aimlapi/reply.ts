import { at, booleanAt, isObject, listAt, textAt } from '../json.ts'
import type { EditResult, ResultImage } from '../provider.ts'
import type { ApiReply } from '../service-api.ts'
import { readCost } from './credits.ts'
import { requestIdOf } from './refusal.ts'

/**
 * The result in a successful reply (AIML API §2, §8), null where it is not one: without `data` nobody can say what the
 * reply means. With `data` and no picture in it the answer is complete, only empty, and may be charged.
 */
export function readResult(reply: ApiReply): EditResult | null {
  if (!isObject(reply.json) || at(reply.json, 'data') === undefined) return null
  const entries = listAt(reply.json, 'data')
  const verdicts = new Set(entries.map((entry) => booleanAt(entry, 'content_violation')))
  return {
    images: entries.map(readImage).filter((image) => image !== null),
    cost: readCost(reply),
    seed: null,
    nsfwDetected: verdicts.has(true) ? true : verdicts.has(false) ? false : null,
    isPartial: false,
    requestId: requestIdOf(reply) ?? textAt(entries[0], 'request_id'),
  }
}

function readImage(entry: unknown): ResultImage | null {
  const flagged = booleanAt(entry, 'content_violation') === true
  const url = textAt(entry, 'url')
  if (url !== null) return { kind: 'url', url, flagged }
  const base64 = textAt(entry, 'b64_json')
  return base64 === null ? null : { kind: 'base64', base64, flagged }
}
