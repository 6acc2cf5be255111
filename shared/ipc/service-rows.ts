import type { Mode } from '../domain/item.ts'
import type { NanoUsd } from '../domain/money.ts'
import type { Failure } from '../errors.ts'
import type { ServiceId } from '../models/model.ts'

export interface KeyRow {
  readonly service: ServiceId
  /** The environment goes before the key store; null where there is no key. */
  readonly source: 'environment' | 'keychain' | null
}

export interface KeysView {
  readonly store: {
    readonly state: 'ok' | 'absent' | 'locked' | 'refused' | 'hanging'
    readonly failure: Failure | null
  }
  readonly services: readonly KeyRow[]
}

export interface BalanceView {
  readonly service: ServiceId
  readonly amount: NanoUsd | null
  readonly note: string | null
}

export interface SpendView {
  readonly mode: Mode
  readonly day: SpendLine
  readonly month: SpendLine
  /** The last fourteen days, oldest first. */
  readonly days: readonly { readonly day: string; readonly charged: NanoUsd }[]
}

export interface SpendLine {
  readonly charged: NanoUsd
  readonly reserved: NanoUsd
  readonly cap: NanoUsd | null
}
