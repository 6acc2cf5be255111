import type { NanoUsd } from '../../shared/domain/money.ts'
import type { SeenRequest } from './http/recorder.ts'

/** A paid request that was accepted: from here on it is worked on and charged, whoever listens. */
export interface PaidRequest {
  /** Run id or inference id. */
  readonly id: string
  readonly acceptedAtMs: number
  readonly model: string
  readonly prompt: string
  readonly clientRef: string | null
  readonly idempotencyKey: string | null
  readonly clientRequestId: string | null
  /** The body with inline pictures replaced by their hash; `bodySha256` is of the very bytes. */
  readonly body: unknown
  readonly bodySha256: string
  /** `working` until it ends, then how it ended. */
  readonly outcome: string
  readonly charged: NanoUsd
}

export interface UploadedPicture {
  readonly id: string
  readonly name: string
  readonly mimeType: string
  readonly bytes: number
  readonly sha256: string | null
  readonly isConfirmed: boolean
}

/** What one service knows of itself, across restarts. */
export interface Books {
  readonly paid: readonly PaidRequest[]
  readonly uploads: readonly UploadedPicture[]
  readonly balance: NanoUsd
}

export interface ServiceInspection extends Books {
  /** Every request since the start of this process, the latest 5,000 of them. */
  readonly requests: readonly SeenRequest[]
  /** How many paid requests were charged, and what in all. */
  readonly charges: number
  readonly charged: NanoUsd
}

/** The truth, for tests and demos. All of it is plain JSON. */
export interface Inspection {
  readonly runflow: ServiceInspection
  readonly aimlapi: ServiceInspection
  /** What nobody foresaw inside practice mode itself; empty when it works. */
  readonly problems: readonly string[]
}
