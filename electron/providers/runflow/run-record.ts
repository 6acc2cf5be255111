import { readUsd } from '../amounts.ts'
import { at, booleanAt, listAt, numberAt, textAt } from '../json.ts'
import type { Cost, EditResult, ResultImage, RunOutcome } from '../provider.ts'

/**
 * The id under `key`, null where there is none or one that could not be a part of a path. What it looks like is the
 * service's affair.
 */
export function readId(record: unknown, key: string): string | null {
  const id = textAt(record, key)
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) && !/^\.{1,2}$/.test(id) ? id : null
}

/**
 * What a run record says (Runflow §3–§5, §13), null where it names no status. A status nobody told us of counts as
 * working: it may be a new name for a step on the way, and a run that is given up is paid for all the same.
 */
export function readRunOutcome(record: unknown): RunOutcome | null {
  const statusCode = textAt(record, 'status_code') ?? textAt(record, 'status')
  switch (statusCode) {
    case null:
      return null
    case 'succeeded':
    case 'partial_succeeded':
      return finished(record, statusCode)
    case 'failed':
      return failed(record)
    case 'canceled':
    case 'cancelled':
      return { kind: 'cancelled', cost: costOf(record) }
    default:
      return { kind: 'working', statusCode }
  }
}

/** Without a picture it is finished all the same, because successful runs are billed (Runflow §14). */
function finished(record: unknown, statusCode: string): RunOutcome {
  const nsfwDetected = booleanAt(record, 'output', 'nsfw_detected')
  const images = imageUrls(record).map((url): ResultImage => ({ kind: 'url', url, flagged: nsfwDetected === true }))
  const asked = numberAt(record, 'input', 'num_images') ?? 1
  const result: EditResult = {
    images,
    cost: costOf(record),
    seed: numberAt(record, 'output', 'seed'),
    nsfwDetected,
    isPartial: statusCode === 'partial_succeeded' || images.length < asked,
    requestId: textAt(record, 'request_id'),
  }
  return { kind: 'finished', result }
}

function imageUrls(record: unknown): readonly string[] {
  const urls = listAt(record, 'output', 'outputs')
    .filter((entry) => (textAt(entry, 'type') ?? 'image') === 'image')
    .map((entry) => textAt(entry, 'url'))
    .filter((url) => url !== null)
  if (urls.length > 0) return urls
  return listAt(record, 'output', 'image_urls').filter((url) => typeof url === 'string')
}

/** Both names of the stage are in use (Runflow §15.5). */
function failed(record: unknown): RunOutcome {
  const failureCode = textAt(record, 'failure_code')
  const stage = textAt(record, 'failure_stage_code') ?? textAt(record, 'failure_stage')
  const reason = textAt(record, 'failure_message') ?? failureCode ?? 'no reason given'
  const place = stage === null ? '' : ` at stage “${stage}”`
  return {
    kind: 'failed',
    code: failureCode === 'INPUT_VALIDATION_FAILED' ? 'input-refused' : 'provider-failed',
    message: `The run failed${place}: ${reason.replace(/\.$/, '')}.`,
    requestId: textAt(record, 'request_id'),
  }
}

function costOf(record: unknown): Cost | null {
  const amount = readUsd(at(record, 'cost'))
  return amount === null ? null : { amount, source: 'service' }
}
