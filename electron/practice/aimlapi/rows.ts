import type { NanoUsd } from '../../../shared/domain/money.ts'

/** A generation that was accepted. */
export interface GenerationRow {
  /** The inference id, which is the billing handle (AIML API §2). */
  readonly id: string
  readonly requestId: string
  readonly clientRequestId: string | null
  readonly model: string
  readonly prompt: string
  readonly createdAtMs: number
  readonly dueAtMs: number
  readonly price: NanoUsd
  readonly body: unknown
  readonly bodySha256: string
  /** null while it works. */
  readonly end: GenerationEnd | null
}

export interface GenerationEnd {
  readonly status: 'succeeded' | 'failed'
  readonly atMs: number
  /** From when on balance, transactions and log show it. */
  readonly postedAtMs: number
  readonly charged: NanoUsd
}

/** A request that was turned away: a row in the log and no charge. */
export interface FailureRow {
  readonly id: string
  readonly requestId: string
  readonly clientRequestId: string | null
  readonly model: string | null
  readonly atMs: number
  readonly postedAtMs: number
}

export interface ResultRow {
  /** Last part of its address. */
  readonly id: string
  readonly generationId: string
  readonly file: string
  readonly mimeType: string
  readonly createdAtMs: number
}
