import { randomBytes, randomUUID } from 'node:crypto'
import { noMoney } from '../../../shared/domain/money.ts'
import { openAccount } from '../account.ts'
import { addCredit, isNewAccount } from '../credits.ts'
import type { RefusedRequest } from '../http/host.ts'
import type { Call, Refusal, Reply } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { timeOrderedId } from '../identifiers.ts'
import type { Books, PaidRequest } from '../inspection.ts'
import type { RequestKind } from '../requests.ts'
import type { PracticeService, ServiceParts } from '../service-parts.ts'
import { aimlapiTables, type AimlapiContext } from './context.ts'
import { aimlapiError } from './errors.ts'
import { clientRequestId } from './generate.ts'
import { createGenerations } from './generations.ts'
import { spendable } from './money.ts'
import { aimlapiRoutes } from './routes.ts'
import type { GenerationRow } from './rows.ts'

/** AIML API as its reference describes it, on this machine. */
export function createAimlapi(parts: ServiceParts): PracticeService {
  const { store, clock, startingBalance } = parts
  const tables = aimlapiTables(store)
  const fresh = { key: `practice-${randomBytes(16).toString('hex')}`, orgId: randomUUID() }
  const { key, orgId } = openAccount(store, fresh)
  if (isNewAccount(tables.credits)) addCredit(tables.credits, startingBalance, clock.nowMs())
  const context: AimlapiContext = { ...parts, tables, userId: orgId }
  const generations = createGenerations(context)

  return {
    key,
    routes: aimlapiRoutes({ key, generations, context }),
    promptOf: (kind, call) => promptOf(kind, call, context),
    refuse,
    books: () => Promise.resolve(readBooks(context)),
    topUp: (amount) => addCredit(tables.credits, amount, clock.nowMs()),
  }

  /** A generation that is turned away still gets an inference id and, where the key was right, a row in the log. */
  function refuse(refusal: Refusal, { kind, call, isHandled }: RefusedRequest): Reply {
    const reply = aimlapiError(refusal, { ...call, nowMs: clock.nowMs() })
    if (kind !== 'submit') return reply
    const id = timeOrderedId(clock.nowMs())
    const echo = clientRequestId(call.request)
    const isOurs = call.request.headers.authorization === `Bearer ${key}` && refusal.status !== 401
    if (isOurs && !isHandled) logFailure(id, call)
    const ids = { 'x-inference-id': id, ...(echo === null ? {} : { 'x-client-request-id': echo }) }
    return { ...reply, headers: { ...reply.headers, ...ids } }
  }

  function logFailure(id: string, { request }: Call): void {
    const atMs = clock.nowMs()
    tables.failures.put(id, {
      id,
      requestId: randomUUID(),
      clientRequestId: clientRequestId(request),
      model: textField(parseJson(request.bytes), 'model'),
      atMs,
      postedAtMs: atMs + context.delays.postingMs,
    })
  }
}

function promptOf(
  kind: RequestKind,
  { request, params }: Omit<Call, 'active'>,
  { tables }: AimlapiContext,
): string | null {
  if (kind === 'submit') return textField(parseJson(request.bytes), 'prompt')
  const result = tables.results.get(params['id'] ?? '')
  return tables.generations.get(result?.generationId ?? '')?.prompt ?? null
}

function textField(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null
  const value: unknown = Reflect.get(body, name)
  return typeof value === 'string' ? value : null
}

function readBooks({ tables }: AimlapiContext): Books {
  return { paid: [...tables.generations.rows()].map(toPaid), uploads: [], balance: spendable(tables) }
}

function toPaid(generation: GenerationRow): PaidRequest {
  const { id, createdAtMs, model, prompt, clientRequestId: given, body, bodySha256, end } = generation
  return {
    id,
    acceptedAtMs: createdAtMs,
    model,
    prompt,
    clientRef: null,
    idempotencyKey: null,
    clientRequestId: given,
    body,
    bodySha256,
    outcome: end?.status ?? 'working',
    charged: end?.charged ?? noMoney,
  }
}
