import type { CallLimits } from '../call-watch.ts'
import { maxPictureJsonBytes } from '../encoded-image.ts'
import type { HttpClient } from '../http.ts'
import { createImageFetcher } from '../image-fetcher.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type CallContext,
  type EditProvider,
  type EditRequest,
  type SubmitOutcome,
  type WireRequest,
} from '../provider.ts'
import { isSuccess } from '../refusals.ts'
import type { ServiceApi } from '../service-api.ts'
import { attemptKey, createWireRequest } from '../wire-request.ts'
import { buildBody } from './body.ts'
import { isAboutImageUrl, paidCallFailure } from './refusal.ts'
import { readResult } from './reply.ts'
import { createUsageLogLookUp } from './usage-log.ts'

/**
 * How pictures reach the service (AIML API §3): inside the request, by public link, or inside the request until the
 * service says that it wants links. Local pictures have no public link, and nothing is put anywhere to make one.
 */
export const pictureStrategies = ['auto', 'data-uri', 'public-url'] as const
export type PictureStrategy = (typeof pictureStrategies)[number]

export interface AimlapiDependencies {
  readonly api: ServiceApi
  readonly http: HttpClient
  readonly strategy: PictureStrategy
  /** Limits of the paid call, which lasts as long as the work itself. */
  readonly submitLimits?: CallLimits
}

/** AIML API §2: no byte comes back before the picture is made, and it may come back inside the reply. */
const standardSubmitLimits: CallLimits = { totalMs: 300_000, idleMs: 300_000, maxBytes: maxPictureJsonBytes }

const needsLink =
  'This endpoint of AIML API needs a public link to the picture, and a picture on this machine has none.'

/** One blocking call for each picture. There are no runs: what is not answered can only be looked up in the usage log. */
export function createAimlapiProvider(dependencies: AimlapiDependencies): EditProvider {
  const { api, http, strategy, submitLimits = standardSubmitLimits } = dependencies
  let takesDataUris = strategy !== 'public-url'
  return {
    id: 'aimlapi',
    canResend: false,
    build,
    submit,
    poll: async () => ({ kind: 'missing' }),
    pollDelayMs: () => 0,
    lookUp: createUsageLogLookUp(api),
    lookUpWaitsMs: [60_000, 60_000],
    fetchImage: createImageFetcher({ http, isLocal: api.isLocal }),
  }

  async function build(request: EditRequest): Promise<WireRequest> {
    if (!takesDataUris) throw linkNeeded(needsLink)
    return createWireRequest('/v1/images/generations', await buildBody(request))
  }

  async function submit(wire: WireRequest, attempt: AttemptIdentity, context: CallContext): Promise<SubmitOutcome> {
    const headers = { 'x-client-request-id': attemptKey(attempt) }
    const call = { method: 'POST', path: wire.path, body: wire.body, headers, limits: submitLimits } as const
    const reply = await api.paid(call, context)
    const result = isSuccess(reply) ? readResult(reply) : null
    if (result !== null) return { kind: 'finished', runId: null, result }
    const failure = paidCallFailure(reply)
    if (strategy !== 'auto' || !isAboutImageUrl(reply)) throw failure
    takesDataUris = false
    throw linkNeeded(`${failure.message} ${needsLink}`, failure.requestId)
  }
}

function linkNeeded(message: string, requestId: string | null = null): CallFailure {
  return new CallFailure('refused', { code: 'input-refused', message, requestId })
}
