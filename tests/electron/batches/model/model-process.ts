import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { createBatchRuns } from '../../../../electron/batches/batch-runs.ts'
import { createViews } from '../../../../electron/batches/batch-view.ts'
import { createDecisions } from '../../../../electron/batches/decisions.ts'
import type { EngineEvents } from '../../../../electron/batches/batch-runs.ts'
import { createJournal } from '../../../../electron/batches/journal/journal.ts'
import { createLedger } from '../../../../electron/batches/journal/ledger.ts'
import { createRunOpener, type RunSettings } from '../../../../electron/batches/run/open-run.ts'
import { clearWorkFolders } from '../../../../electron/batches/run/work-folder.ts'
import { createBatches } from '../../../../electron/history/batches.ts'
import { openDatabase } from '../../../../electron/history/database.ts'
import { createItems } from '../../../../electron/history/items.ts'
import { createOutputs } from '../../../../electron/history/outputs.ts'
import { createSources } from '../../../../electron/history/sources.ts'
import { nodeFileSystem } from '../../../../electron/library/file-system.ts'
import { createPublisher } from '../../../../electron/library/publish.ts'
import { createRecovery } from '../../../../electron/library/recovery.ts'
import type { EditProvider } from '../../../../electron/providers/provider.ts'
import { createFakeImages } from '../../../support/fake-images.ts'
import type { FakeClock } from '../../../support/fake-clock.ts'
import { createFaultyDatabase, type WriteFaults } from './faulty-database.ts'

export interface ProcessOptions {
  readonly folder: string
  readonly clock: FakeClock
  readonly provider: EditProvider
  readonly faults: WriteFaults
  readonly settings: () => Promise<RunSettings>
}

export type ModelProcess = ReturnType<typeof startProcess>

/** One life of the program: the engine as it is, over a library on disk and a service that outlives it. */
export function startProcess({ folder, clock, provider, faults, settings }: ProcessOptions) {
  const file = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  const database = createFaultyDatabase(file, faults)
  clearWorkFolders(folder)
  const now = (): Date => clock.now()
  const items = createItems(database, now)
  const ledger = createLedger(database, now)
  const outputs = createOutputs(database, now)
  const sources = createSources(database, now)
  const batches = createBatches(database, now)
  const journal = createJournal({ database, items, ledger, now, onItemChanged: () => undefined })
  const views = createViews({ database, items, outputs, ledger })
  const messages: string[] = []
  const account = { balance: unused, testKey: unused, charges: unlisted, key: () => Promise.resolve('key') }
  const repositories = { database, items, ledger, outputs, sources, batches, journal }
  const recovery = createRecovery(nodeFileSystem, join(folder, 'recovery'))
  const openRun = createRunOpener({
    ...repositories,
    clock,
    images: createFakeImages(),
    metadata: { write: () => Promise.resolve() },
    random: () => 0.5,
    log: { warn: (message) => messages.push(message), error: (message) => messages.push(message) },
    services: () => Promise.resolve({ provider: () => provider, ...account }),
    settings,
    fileSystem: nodeFileSystem,
    publisher: createPublisher(nodeFileSystem),
    recovery: { ...recovery, keep: (...call) => (faults.onRead(), recovery.keep(...call)) },
    libraryFolder: folder,
    waitForRun: (_runId, ms, leave) => clock.sleep(ms, leave),
  })
  const events = new EventEmitter<EngineEvents>()
  return {
    ...repositories,
    views,
    openRun,
    messages,
    decisions: createDecisions({ database, items, journal }),
    runs: createBatchRuns({ database, batches, items, journal, views, events, openRun }),
    end: () => file.close(),
  }
}

function unlisted(): never {
  throw new Error('not asked for here')
}

function unused(): Promise<never> {
  return Promise.reject(new Error('not asked for here'))
}
