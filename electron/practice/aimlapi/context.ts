import type { CreditRow } from '../credits.ts'
import type { ServiceParts } from '../service-parts.ts'
import type { Store, Table } from '../store.ts'
import type { FailureRow, GenerationRow, ResultRow } from './rows.ts'

/** What every part of the practice AIML API works with. */
export interface AimlapiContext extends Omit<ServiceParts, 'startingBalance'> {
  readonly userId: string
  readonly tables: AimlapiTables
}

export interface AimlapiTables {
  readonly credits: Table<CreditRow>
  readonly generations: Table<GenerationRow>
  readonly failures: Table<FailureRow>
  readonly results: Table<ResultRow>
}

export function aimlapiTables(store: Store): AimlapiTables {
  return {
    credits: store.table('credits'),
    generations: store.table('generations'),
    failures: store.table('failures'),
    results: store.table('results'),
  }
}
