import type { z } from 'zod'
import { jsonReply, Refused, type PracticeRequest, type Refusal, type Reply } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'

/** Codes and words by status (Runflow §14); where no code is published, a plausible one. */
const known: Readonly<Record<number, readonly [code: string, message: string]>> = {
  400: ['BAD_REQUEST', 'The request could not be read.'],
  401: ['UNAUTHORIZED', 'A valid API key is required.'],
  402: ['INSUFFICIENT_CREDIT', 'The organization has no credit left.'],
  403: ['PERMISSION_DENIED', 'The API key lacks the required scope.'],
  404: ['RUN_NOT_FOUND', 'No such run.'],
  409: ['CONFLICT', 'This idempotency key was used with another request.'],
  422: ['validation_error', 'The request is not valid.'],
  429: ['RATE_LIMITED', 'Too many requests.'],
  503: ['MODEL_UNAVAILABLE', 'The model provider is unavailable.'],
}

export function runflowError(refusal: Refusal, active: ActiveScenarios): Reply {
  const [code, message] = known[refusal.status] ?? ['INTERNAL_ERROR', 'Something went wrong.']
  const said = { code: refusal.code ?? code, message: refusal.message ?? message }
  const isNested = settingsOf(active, 'runflow-dialect').errors === 'nested'
  return jsonReply(refusal.status, isNested ? { error: said } : { ...said, errors: refusal.errors ?? null })
}

/** The body of a request that must carry JSON; refuses another with 400. */
export function jsonBody({ headers, bytes }: PracticeRequest): unknown {
  const body = parseJson(bytes)
  const isJson = headers['content-type']?.startsWith('application/json') ?? false
  if (!isJson || body === undefined) throw new Refused({ status: 400, message: 'The body must be JSON.' })
  return body
}

/** Returns what the schema reads out of `value`; refuses everything else with 422 and every field that is wrong. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, at: readonly string[] = []): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({
    field: [...at, ...issue.path.map(String), ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.'),
    message: issue.message,
  }))
  throw new Refused({ status: 422, errors })
}

export function invalid(field: string, message: string): Refused {
  return new Refused({ status: 422, errors: [{ field, message }] })
}
