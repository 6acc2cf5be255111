import type { Variant } from '../crash-points/candidates.ts'
import type { Services } from '../support/services.ts'
import type { models } from '../support/stored-batch.ts'

/** Statuses in which somebody may press cancel, from before money is held until the result is nearly there. */
export const moments = ['preparing', 'reserved', 'submitting', 'waiting', 'fetching', 'finishing'] as const

export const ways = ['pressed', 'pressed twice', 'then resumed', 'then left', 'another process runs it'] as const

/** What a cancel is otherwise drawn for. */
export interface CancelAt {
  readonly service: keyof typeof models
  readonly how: (typeof ways)[number]
  readonly status: (typeof moments)[number]
}

export interface Setting {
  /** Where the libraries of all rounds are. */
  readonly folder: string
  readonly services: Services
  /** So many pictures as `pictures` says. */
  readonly sources: string
  readonly pictures: number
  readonly variant: Variant
  readonly cancelAt?: CancelAt
}

/** The worst price of one picture, in dollars. */
export const prices = { runflow: 0.04, aimlapi: 0.105 } as const
