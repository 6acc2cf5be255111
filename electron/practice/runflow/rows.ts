import type { NanoUsd } from '../../../shared/domain/money.ts'
import type { Scenario } from '../scenario.ts'

export interface AssetRow {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly declaredBytes: number
  readonly createdAtMs: number
  readonly folderId: string | null
  /** The stored file; null until the bytes were put. */
  readonly file: string | null
  readonly bytes: number
  readonly sha256: string | null
  readonly confirmedAtMs: number | null
}

/** An input as it is kept: pictures stand as `runflow://assets/{id}` or `runflow://outputs/{id}`. */
export type StoredInput = Readonly<Record<string, unknown>>

export interface RunPlan extends Omit<Extract<Scenario, { kind: 'run' }>, 'kind'> {
  readonly queuedMs: number
  readonly dispatchingMs: number
  readonly runningMs: number
  readonly workingPolls: number
}

export interface RunRow {
  readonly id: string
  readonly requestId: string
  readonly model: string
  readonly createdAtMs: number
  readonly clientRef: string | null
  readonly idempotencyKey: string | null
  readonly metadata: unknown
  readonly callbackUrl: string | null
  readonly input: StoredInput
  /** The body as it came, without inline pictures. */
  readonly body: unknown
  readonly bodySha256: string
  readonly images: number
  readonly pricePerImage: NanoUsd
  readonly plan: RunPlan
  /** null while it works. */
  readonly end: RunEnd | null
}

export interface RunEnd {
  readonly status: 'succeeded' | 'failed' | 'canceled' | 'cancelled' | 'partial_succeeded'
  readonly atMs: number
  readonly outputs: readonly string[]
  readonly seed: number | null
  /** What was charged; zero for what is not billed. */
  readonly charged: NanoUsd
  readonly failure: { readonly code: string; readonly message: string; readonly stage: string } | null
}

export interface OutputRow {
  readonly id: string
  readonly runId: string
  readonly file: string
  readonly mimeType: string
  readonly width: number
  readonly height: number
  readonly bytes: number
}

/** A successful answer kept under an idempotency key (Runflow §7). */
export interface ReplayRow {
  readonly requestSha256: string
  readonly status: number
  readonly body: unknown
}

/** One callback and its attempts (Runflow §10). */
export interface DeliveryRow {
  readonly id: string
  readonly runId: string
  readonly url: string
  readonly isAutomatic: boolean
  readonly payload: string
  readonly createdAtMs: number
  readonly completedAtMs: number | null
  readonly isDelivered: boolean
  readonly attempts: readonly {
    readonly id: string
    readonly atMs: number
    readonly status: number | null
    readonly tookMs: number
    readonly error: string | null
  }[]
}
