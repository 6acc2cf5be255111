import { randomBytes } from 'node:crypto'
import { noMoney } from '../../../shared/domain/money.ts'
import { openAccount } from '../account.ts'
import { addCredit, isNewAccount } from '../credits.ts'
import type { Call } from '../http/message.ts'
import { parseJson } from '../http/read-request.ts'
import { timeOrderedId } from '../identifiers.ts'
import type { Books, PaidRequest } from '../inspection.ts'
import type { PracticeService, ServiceParts } from '../service-parts.ts'
import type { RequestKind } from '../requests.ts'
import { createSigner } from '../signer.ts'
import { createCallbacks } from './callbacks.ts'
import { runflowTables, type RunflowContext } from './context.ts'
import { runflowError } from './errors.ts'
import { balanceOf } from './money.ts'
import { runflowRoutes } from './routes.ts'
import type { RunRow } from './rows.ts'
import { createRuns, type Runs } from './runs.ts'

/** Runflow as its reference describes it, on this machine. */
export function createRunflow(parts: ServiceParts): PracticeService & { readonly callbackSecret: string } {
  const { store, clock, startingBalance } = parts
  const tables = runflowTables(store)
  const key = `rfk_practice_${randomBytes(16).toString('hex')}`
  const account = openAccount(store, { key, orgId: timeOrderedId(clock.nowMs()) })
  if (isNewAccount(tables.credits)) addCredit(tables.credits, startingBalance, clock.nowMs())
  const { orgId, callbackSecret } = account
  const signer = createSigner(account.linkSecret, clock)
  const context: RunflowContext = { ...parts, tables, signer, orgId, callbackSecret }
  // Callbacks first: they take up ends of the last session, while every end of this one is told to them.
  const callbacks = createCallbacks(context)
  const runs = createRuns(context, (run) => callbacks.deliver(run, { isAutomatic: true }))

  return {
    key: account.key,
    callbackSecret,
    routes: runflowRoutes({ runs, callbacks, context }),
    promptOf: (kind, call) => promptOf(kind, call, context),
    refuse: (refusal, { call }) => runflowError(refusal, call.active),
    books: () => readBooks(runs, context),
    topUp: (amount) => addCredit(tables.credits, amount, clock.nowMs()),
  }
}

function promptOf(
  kind: RequestKind,
  { request, params }: Omit<Call, 'active'>,
  { tables }: RunflowContext,
): string | null {
  const id = params['id'] ?? ''
  if (kind === 'submit') return promptIn(parseJson(request.bytes))
  const runId = kind === 'download' ? tables.outputs.get(id)?.runId : id
  const prompt = tables.runs.get(runId ?? '')?.input['prompt']
  return typeof prompt === 'string' ? prompt : null
}

function promptIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('input' in body)) return null
  const { input } = body
  if (typeof input !== 'object' || input === null || !('prompt' in input)) return null
  return typeof input.prompt === 'string' ? input.prompt : null
}

async function readBooks(runs: Runs, { tables }: RunflowContext): Promise<Books> {
  await runs.settle()
  const uploads = [...tables.assets.rows()].map(({ id, name, mimeType, bytes, sha256, confirmedAtMs }) => ({
    id,
    name,
    mimeType,
    bytes,
    sha256,
    isConfirmed: confirmedAtMs !== null,
  }))
  return { paid: [...tables.runs.rows()].map(toPaid), uploads, balance: balanceOf(tables) }
}

function toPaid(run: RunRow): PaidRequest {
  return {
    id: run.id,
    acceptedAtMs: run.createdAtMs,
    model: run.model,
    prompt: String(run.input['prompt']),
    clientRef: run.clientRef,
    idempotencyKey: run.idempotencyKey,
    clientRequestId: null,
    body: run.body,
    bodySha256: run.bodySha256,
    outcome: run.end?.status ?? 'working',
    charged: run.end?.charged ?? noMoney,
  }
}
