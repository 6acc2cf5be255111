import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '../../../shared/domain/canonical-json.ts'
import { noMoney } from '../../../shared/domain/money.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Images } from '../../images/images.ts'
import type { HttpClient } from '../http.ts'
import { createImageFetcher } from '../image-fetcher.ts'
import {
  CallFailure,
  type AttemptIdentity,
  type EditProvider,
  type EditRequest,
  type SubmitOutcome,
  type WireRequest,
} from '../provider.ts'
import { attemptKey, createWireRequest } from '../wire-request.ts'

export interface LocalDependencies {
  readonly images: Pick<Images, 'adjust'>
  /** Where results lie until they are fetched; made where it is missing. */
  readonly temporaryFolder: string
  readonly http: HttpClient
}

/** The journalled request carries everything, so that it can be done again after a crash. */
const requestSchema = z.strictObject({
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  source: z.string(),
})

/** Adjustments on this machine: the same port as a service, with nothing to pay and nothing that leaves the machine. */
export function createLocalProvider({ images, temporaryFolder, http }: LocalDependencies): EditProvider {
  return {
    id: 'local',
    canResend: true,
    build,
    submit,
    poll: async () => ({ kind: 'missing' }),
    pollDelayMs: () => 0,
    lookUp: async () => ({ kind: 'absent', isProof: true }),
    lookUpWaitsMs: [0],
    fetchImage: createImageFetcher({ http, isLocal: false }),
  }

  async function submit({ body }: WireRequest, attempt: AttemptIdentity): Promise<SubmitOutcome> {
    const { parameters, source } = requestSchema.parse(JSON.parse(body))
    const target = join(temporaryFolder, `adjusted-${attemptKey(attempt).replaceAll(':', '-')}`)
    await mkdir(temporaryFolder, { recursive: true })
    await rm(target, { force: true }) // An interrupted earlier try may have left one.
    const { path } = await images.adjust({ source, target, parameters }).catch(failAsCall)
    return {
      kind: 'finished',
      runId: null,
      result: {
        images: [{ kind: 'file', path, flagged: false }],
        cost: { amount: noMoney, source: 'service' },
        seed: null,
        nsfwDetected: null,
        isPartial: false,
        requestId: null,
      },
    }
  }
}

async function build({ model, parameters, source }: EditRequest): Promise<WireRequest> {
  return createWireRequest(model.wireName, canonicalJson({ parameters, source: source.path }))
}

/** A picture that cannot be adjusted is refused for good; a lost picture process is started again by itself. */
function failAsCall(thrown: unknown): never {
  if (!(thrown instanceof AppError)) throw thrown
  const { code, message } = thrown
  throw new CallFailure(code === 'worker-failed' ? 'busy' : 'refused', { code, message }, { cause: thrown })
}
