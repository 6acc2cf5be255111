import type { PracticeClock } from '../clock.ts'
import type { CreditRow } from '../credits.ts'
import type { DelayPlan } from '../delays.ts'
import type { Signer } from '../signer.ts'
import type { Store, Table } from '../store.ts'
import type { TransformPicture } from '../transform-picture.ts'
import type { AssetRow, DeliveryRow, OutputRow, ReplayRow, RunRow } from './rows.ts'

/** What every part of the practice Runflow works with. */
export interface RunflowContext {
  readonly origin: string
  readonly orgId: string
  readonly callbackSecret: string
  readonly clock: PracticeClock
  readonly delays: DelayPlan
  readonly transform: TransformPicture
  readonly signer: Signer
  readonly store: Store
  readonly tables: RunflowTables
  /** Aborts when practice mode closes. */
  readonly signal: AbortSignal
  readonly report: (problem: unknown) => void
}

export interface RunflowTables {
  readonly credits: Table<CreditRow>
  readonly assets: Table<AssetRow>
  readonly runs: Table<RunRow>
  readonly outputs: Table<OutputRow>
  readonly replays: Table<ReplayRow>
  readonly deliveries: Table<DeliveryRow>
}

export function runflowTables(store: Store): RunflowTables {
  return {
    credits: store.table('credits'),
    assets: store.table('assets'),
    runs: store.table('runs'),
    outputs: store.table('outputs'),
    replays: store.table('replays'),
    deliveries: store.table('deliveries'),
  }
}
