import { canonicalJson } from '../../../shared/domain/canonical-json.ts'
import { buildInputs } from '../../../shared/models/request.ts'
import type { CallLimits } from '../call-watch.ts'
import type { HttpClient } from '../http.ts'
import { createImageFetcher } from '../image-fetcher.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type CallContext,
  type EditProvider,
  type EditRequest,
  type RunOutcome,
  type SubmitOutcome,
  type WireRequest,
} from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import { maxJsonBytes, type ApiReply, type ServiceApi } from '../service-api.ts'
import { attemptKey, createWireRequest } from '../wire-request.ts'
import { createRunLookUp } from './look-up.ts'
import { requestIdOf, runflowFailure } from './refusal.ts'
import { readId, readRunOutcome } from './run-record.ts'
import { createUploads } from './uploads.ts'

export interface RunflowDependencies {
  readonly api: ServiceApi
  readonly http: HttpClient
  /** Where Runflow says that a run has ended, null for nowhere; runs are read again in any case. */
  readonly callbackUrl: string | null
  /** A clock that only goes forward. */
  readonly nowMs: () => number
  /** From 0 up to 1. */
  readonly random: () => number
}

/** Accepting a run takes longer than other calls, and giving up on it early only leads to a look-up. */
const submitLimits: CallLimits = { totalMs: 60_000, idleMs: 60_000, maxBytes: maxJsonBytes }

/** Runs at Runflow: upload, create, poll, fetch. `docs/architecture.md` has the life of an item it serves. */
export function createRunflowProvider(dependencies: RunflowDependencies): EditProvider {
  const { api, http, callbackUrl, nowMs, random } = dependencies
  const uploads = createUploads({ api, http, nowMs })
  return {
    id: 'runflow',
    canResend: true,
    build,
    submit,
    poll,
    pollDelayMs: (waitedMs) => Math.round(pollStepMs(waitedMs) * (0.8 + 0.4 * random())),
    lookUp: createRunLookUp(api),
    lookUpWaitsMs: [1_000, 5_000],
    fetchImage: createImageFetcher({ http, isLocal: api.isLocal }),
  }

  async function build(request: EditRequest, attempt: AttemptIdentity, context: CallContext): Promise<WireRequest> {
    const { model, prompt, parameters } = request
    const [source, mask, references] = await Promise.all([
      uploads.urlOf(request.source, context),
      request.mask === null ? null : uploads.urlOf(request.mask, context),
      Promise.all(request.references.map((reference) => uploads.urlOf(reference, context))),
    ])
    const body = canonicalJson({
      input: buildInputs(model, { prompt, parameters, pictures: { source, references, mask } }),
      client_ref: attemptKey(attempt),
      metadata: { app: 'lightbench', batch: attempt.batchId, item: attempt.itemId },
      ...(callbackUrl === null ? {} : { callback_url: callbackUrl }),
    })
    const segments = model.wireName.split('/').map(encodeURIComponent)
    return createWireRequest(`/v1/models/${segments.join('/')}/runs`, body)
  }

  async function submit(wire: WireRequest, attempt: AttemptIdentity, context: CallContext): Promise<SubmitOutcome> {
    const headers = { 'idempotency-key': attemptKey(attempt) }
    const call = { method: 'POST', path: wire.path, body: wire.body, headers, limits: submitLimits } as const
    const reply = await api.paid(call, context)
    const runId = isSuccess(reply) ? readId(reply.json, 'id') : null
    if (runId === null) throw runflowFailure(reply, 'paid')
    return { kind: 'accepted', runId, requestId: requestIdOf(reply) }
  }

  async function poll(runId: string, { resign }: { resign: boolean }, context: CallContext): Promise<RunOutcome> {
    const query = resign ? '?add_signature=true' : ''
    const reply = await api.free({ method: 'GET', path: `/v1/runs/${encodeURIComponent(runId)}${query}` }, context)
    if (reply.status === 404 || reply.status === 410) return { kind: 'missing' }
    const outcome = isSuccess(reply) ? readRunOutcome(reply.json) : null
    if (outcome === null) throw readFailure(reply)
    return outcome
  }
}

/** A run that cannot be read now may still be working or done, so no answer to a read is a final no. */
function readFailure(reply: ApiReply): CallFailure {
  const failure = runflowFailure(reply, 'free')
  if (failure.kind !== 'refused') return failure
  const { message, requestId } = failure
  return new CallFailure('busy', { code: 'provider-unavailable', message, requestId })
}

/** Runflow §4. */
function pollStepMs(waitedMs: number): number {
  if (waitedMs < 30_000) return 2_000
  return waitedMs < 120_000 ? 4_000 : 8_000
}
