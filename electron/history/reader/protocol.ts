import type { Failure } from '../../../shared/errors.ts'
import type { Operations } from './operations.ts'

export type Operation = keyof Operations
export type OperationInput<O extends Operation> = Parameters<Operations[O]>[0]
export type OperationOutput<O extends Operation> = ReturnType<Operations[O]>

export interface ReaderRequest {
  readonly id: number
  readonly operation: Operation
  readonly input: unknown
}

export type ReaderAnswer = { readonly id: number; readonly tookMs: number } & (
  | { readonly value: unknown }
  /** What was foreseen. */
  | { readonly failure: Failure }
  /** What was not, whole, for the log. */
  | { readonly fault: unknown }
)
