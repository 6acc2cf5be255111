import type { NanoUsd } from '../../shared/domain/money.ts'
import type { PracticeClock } from './clock.ts'
import type { DelayPlan } from './delays.ts'
import type { HostedService } from './http/host.ts'
import type { Books } from './inspection.ts'
import type { Store } from './store.ts'
import type { TransformPicture } from './transform-picture.ts'

/** What a practice service is built from. */
export interface ServiceParts {
  readonly origin: string
  readonly store: Store
  readonly startingBalance: NanoUsd
  readonly clock: PracticeClock
  readonly delays: DelayPlan
  readonly transform: TransformPicture
  /** Aborts when practice mode closes. */
  readonly signal: AbortSignal
  readonly report: (problem: unknown) => void
}

export interface PracticeService extends HostedService {
  /** Brought up to date first: what is due has ended and is charged. */
  books(): Promise<Books>
  topUp(amount: NanoUsd): void
}
