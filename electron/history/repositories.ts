import { createLedger } from '../batches/journal/ledger.ts'
import { createBatches } from './batches.ts'
import type { Database } from './database.ts'
import { createItems } from './items.ts'
import { createOutputs } from './outputs.ts'
import { createSources } from './sources.ts'

/** The library as everything else reads and writes it. */
export function createRepositories(database: Database, now: () => Date) {
  return {
    database,
    batches: createBatches(database, now),
    items: createItems(database, now),
    sources: createSources(database, now),
    outputs: createOutputs(database, now),
    ledger: createLedger(database, now),
  }
}

export type Repositories = ReturnType<typeof createRepositories>
