import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { jsonReply, Refused, type PracticeRequest, type Refusal, type Reply } from '../http/message.ts'
import { settingsOf, type ActiveScenarios } from '../scenario.ts'

/** Words by status (AIML API §5). */
const messages: Readonly<Record<number, string>> = {
  400: 'Body validation error',
  401: 'A valid API key is required. You can create or manage your keys on the keys page.',
  403: "You've run out of credits. Please top up your balance to continue.",
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal server error',
  502: 'Bad Gateway',
  503: 'Service unavailable',
  504: 'Generation timeout',
}

export function aimlapiError(
  refusal: Refusal,
  { request, active, nowMs }: { request: PracticeRequest; active: ActiveScenarios; nowMs: number },
): Reply {
  const { status } = refusal
  const isText = settingsOf(active, 'aimlapi-dialect').statusCodeAs === 'string'
  return jsonReply(status, {
    message: refusal.message ?? messages[status] ?? 'Something wrong with the server. Please, try again later.',
    path: request.url.pathname,
    requestId: randomUUID(),
    statusCode: isText ? String(status) : status,
    timestamp: new Date(nowMs).toISOString(),
  })
}

/** Returns what the schema reads; refuses everything else with 400 and a line for every wrong field. */
export function parsed<T>(schema: z.ZodType<T>, value: unknown, what: 'Body' | 'Query'): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => `${path.join('.') || what.toLowerCase()}: ${message}`)
  throw invalid(what, lines)
}

export function invalid(what: 'Body' | 'Query', lines: readonly string[]): Refused {
  return new Refused({ status: 400, message: [`${what} validation error`, ...lines].join('\n') })
}
