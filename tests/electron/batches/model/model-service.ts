import type { CallFailure, EditProvider } from '../../../../electron/providers/provider.ts'
import { nanoUsd, type NanoUsd } from '../../../../shared/domain/money.ts'
import { failure } from '../../../support/fake-provider.ts'
import type { ModelFiles } from './model-files.ts'
import type { Tape } from './tape.ts'

/** Work a service took on: from here on it is done and, if it succeeds, charged, whoever listens. */
export interface Work {
  readonly id: string
  readonly attemptId: string
  readonly itemId: string
  readonly prompt: string
  readonly pictures: number
  /** null while it goes on. */
  end: 'succeeded' | 'failed' | 'cancelled' | 'empty' | null
  charged: NanoUsd
  /** The service once said that it does not know this work. */
  wasDenied: boolean
  /** The one answer that held the result never left the service. */
  isAnswerLost: boolean
}

/** A service that remembers what it accepted and charged, and misbehaves as the tapes of the items say. */
export interface ModelService extends EditProvider {
  readonly works: readonly Work[]
  readonly files: ModelFiles
}

export interface ModelServiceOptions {
  readonly price: NanoUsd
  readonly tapeOf: (itemId: string) => Tape
}

/** How a paid request may be turned down; nothing is accepted then. */
export const refusals = ['refused', 'blocked', 'rate-limited', 'unavailable', 'offline', 'lost', 'bug'] as const

export function refusal(kind: (typeof refusals)[number]): CallFailure | TypeError {
  switch (kind) {
    case 'refused':
      return failure('refused', 'input-refused')
    case 'blocked':
      return failure('blocked', 'out-of-credits')
    case 'rate-limited':
      return failure('busy', 'rate-limited')
    case 'unavailable':
      return failure('busy', 'provider-unavailable')
    case 'offline':
      return failure('busy', 'offline')
    case 'lost':
      return failure('unanswered', 'outcome-unknown')
    case 'bug':
      return new TypeError('undefined is not a function')
  }
}

export function readBody(body: string): { readonly prompt: string; readonly pictures: number } {
  return JSON.parse(body) as { prompt: string; pictures: number } // Written by `build`.
}

export const freeOfCharge = nanoUsd(0)
