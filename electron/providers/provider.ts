import type { NanoUsd } from '../../shared/domain/money.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import type { ModelDeclaration, ParameterValues, ProviderId, ServiceId } from '../../shared/models/model.ts'

/** A picture ready to be handed to a service. Its name is neutral: the user's file name never leaves the machine. */
export interface UploadFile {
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly mimeType: string
}

export interface EditRequest {
  readonly model: ModelDeclaration
  readonly prompt: string
  readonly parameters: ParameterValues
  readonly source: UploadFile
  readonly references: readonly UploadFile[]
  readonly mask: UploadFile | null
}

export interface CallContext {
  /** Empty for the local provider. Never logged, never part of a URL. */
  readonly apiKey: string
  readonly signal: AbortSignal
}

/** The id is idempotency key, client reference and client request id in one; it is journalled before any paid byte. */
export interface AttemptIdentity {
  readonly id: string
  readonly batchId: string
  readonly itemId: string
  /** Wall clock of its journal row, ms since 1970. A look-up reads back as far as this; without it, a few pages. */
  readonly startedAtMs?: number
}

/** The exact paid request. `body` is journalled where it is small, its hash always. */
export interface WireRequest {
  readonly path: string
  readonly body: string
  readonly bodySha256: string
}

export type ResultImage =
  | { readonly kind: 'url'; readonly url: string; readonly flagged: boolean }
  | { readonly kind: 'base64'; readonly base64: string; readonly flagged: boolean }
  | { readonly kind: 'file'; readonly path: string; readonly flagged: boolean }

export interface Cost {
  readonly amount: NanoUsd
  /** Where the figure comes from: the service's own record or our price list. */
  readonly source: 'service' | 'estimate'
}

export interface EditResult {
  /**
   * Empty where the service answered a paid call without a picture: it declined the content where `nsfwDetected` is
   * true (`content-refused`), otherwise it failed (`provider-failed`). `cost` counts all the same.
   */
  readonly images: readonly ResultImage[]
  /** null: the service did not say; the price list is used. */
  readonly cost: Cost | null
  readonly seed: number | null
  /** true: flagged by the service, false: cleared, null: not checked. */
  readonly nsfwDetected: boolean | null
  /** Fewer pictures than asked for. */
  readonly isPartial: boolean
  /** The service's own correlation id, for support. */
  readonly requestId: string | null
}

export type RunOutcome =
  | { readonly kind: 'working'; readonly statusCode: string }
  | { readonly kind: 'finished'; readonly result: EditResult }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string; readonly requestId: string | null }
  /** Stopped at the service; `cost` is what its record says was billed, null where it does not say. */
  | { readonly kind: 'cancelled'; readonly cost: Cost | null }
  /** The service does not know this run any more. */
  | { readonly kind: 'missing' }

export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly runId: string; readonly requestId: string | null }
  | { readonly kind: 'finished'; readonly runId: string | null; readonly result: EditResult }

export type LookUpOutcome =
  | { readonly kind: 'found'; readonly runId: string }
  /** The service asked has no record. `isProof` says whether that proves the request was never accepted. */
  | { readonly kind: 'absent'; readonly isProof: boolean }
  /** It was billed, and its result cannot be fetched. */
  | { readonly kind: 'billed'; readonly cost: Cost | null }

/**
 * How a call failed, which decides what may happen next:
 * - `refused`: the service said no to this very request; nothing was accepted, the same again is pointless
 * - `blocked`: key, credit or permission; nothing was accepted, everything to this service stops
 * - `busy`: nothing was accepted or charged; the same may be sent again later
 * - `unanswered`: a paid request may have been accepted; only a look-up or a yes allows another
 */
export type CallFailureKind = 'refused' | 'blocked' | 'busy' | 'unanswered'

export class CallFailure extends AppError {
  readonly kind: CallFailureKind
  readonly retryAfterMs: number | null
  readonly requestId: string | null

  constructor(
    kind: CallFailureKind,
    failure: { code: ErrorCode; message: string; retryAfterMs?: number | null; requestId?: string | null },
    options?: ErrorOptions,
  ) {
    super(failure.code, failure.message, options)
    this.kind = kind
    this.retryAfterMs = failure.retryAfterMs ?? null
    this.requestId = failure.requestId ?? null
  }
}

/**
 * Translates one edit into one service's dialect and back. It knows no database, queue, keychain or retry: every
 * method makes each of its calls once and throws `CallFailure` when one fails.
 */
export interface EditProvider {
  readonly id: ProviderId
  /** Makes the free calls a request needs (uploads) and returns the exact paid request. Sends nothing that is paid. */
  build(request: EditRequest, attempt: AttemptIdentity, context: CallContext): Promise<WireRequest>
  /** The paid call, sent once. The caller has journalled `attempt` and `wire` before. */
  submit(wire: WireRequest, attempt: AttemptIdentity, context: CallContext): Promise<SubmitOutcome>
  /** Reads a run once. `resign` asks for fresh result URLs. */
  poll(runId: string, options: { resign: boolean }, context: CallContext): Promise<RunOutcome>
  /** How long to wait before the next poll of a run that has been waited for this long. */
  pollDelayMs(waitedMs: number): number
  /** Asks the service what became of an unanswered paid request. */
  lookUp(attempt: AttemptIdentity, context: CallContext): Promise<LookUpOutcome>
  /** How long to wait before each look-up of an unanswered request; as many look-ups as there are entries. */
  readonly lookUpWaitsMs: readonly number[]
  /** Whether an identical request with the same attempt id is proven not to be accepted twice. */
  readonly canResend: boolean
  /**
   * Writes the bytes of a result picture to `target`, which must not exist and is removed again when this fails.
   * `refused` with `result-lost` means that its address is spent: a service with runs gives a new one (`resign`). A
   * failing disk is an `AppError` of its own, `disk-full` or `output-unwritable`.
   */
  fetchImage(image: ResultImage, target: string, context: CallContext): Promise<{ bytes: number; sha256: string }>
}

export interface Balance {
  readonly service: ServiceId
  readonly amount: NanoUsd | null
  /** Said instead of an amount where the key may not read it. */
  readonly note: string | null
}

/** The calls that cost nothing. */
export interface ServiceAccount {
  readonly id: ServiceId
  balance(context: CallContext): Promise<Balance>
  /** Resolves when the service takes the key, throws `CallFailure` otherwise. */
  testKey(context: CallContext): Promise<void>
}
