import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { providers, type ProviderId, type ServiceId } from '../shared/models/model.ts'
import { version } from '../shared/version.ts'
import type { App } from './app.ts'
import { createViews } from './batches/batch-view.ts'
import { systemClock } from './batches/clock.ts'
import { createDecisions } from './batches/decisions.ts'
import { createEngine, type Engine, type EngineEvents } from './batches/engine.ts'
import { createJournal } from './batches/journal.ts'
import { createLedger, type Caps } from './batches/ledger.ts'
import { createAllServices, type AllServices } from './batches/mode-services.ts'
import { createRunOpener } from './batches/open-run.ts'
import type { RunLog } from './batches/run-context.ts'
import { createRunHints, type RunHints } from './batches/run-hints.ts'
import type { ThrottleLimits } from './batches/throttle.ts'
import { clearWorkFolders } from './batches/work-folder.ts'
import { openLibraryDatabase } from './history/backups.ts'
import { createBatches } from './history/batches.ts'
import { createItems } from './history/items.ts'
import { describeLeaseHolder, takeLease, type Lease } from './history/lease.ts'
import { createOutputs } from './history/outputs.ts'
import { createSources } from './history/sources.ts'
import { createImages } from './images/client/create-images.ts'
import type { Images } from './images/images.ts'
import { createMetadata, type MetadataFiles } from './images/metadata.ts'
import { nodeFileSystem } from './library/file-system.ts'
import { createPublisher } from './library/publish.ts'
import { createRecovery } from './library/recovery.ts'
import type { Delays } from './practice/delays.ts'
import { serviceOrigins, standardCallsPerSecond, type ProviderConfig } from './providers/registry.ts'
import {
  createEnvironmentKeys,
  preferEnvironment,
  type Environment,
  type KeySources,
} from './secrets/environment-keys.ts'
import { createKeychainSecretStore } from './secrets/keychain-secret-store.ts'

export interface ComposeOptions {
  readonly libraryFolder: string
  readonly environment: Environment
  readonly log: RunLog
  readonly practiceDelays?: Delays
  /** Calls a second to a real service; null sets no limit. */
  readonly callsPerSecond?: number | null
  readonly concurrency?: Partial<Record<ProviderId, ThrottleLimits>>
}

/**
 * Opens a library and builds every service once, handing each what it needs; alone in knowing them all. Throws
 * `library-damaged`, `library-newer` or `output-unwritable`, and then nothing was started.
 */
export function createApp(options: ComposeOptions): App {
  const { libraryFolder, environment } = options
  const now = (): Date => systemClock.now()
  const database = openLibraryDatabase(libraryFolder, now)
  const keychain = createKeychainSecretStore()
  const secrets = preferEnvironment(createEnvironmentKeys(environment), keychain)
  const images = createImages({ thumbnailsFolder: join(libraryFolder, 'thumbnails') })
  const metadata = createMetadata({ version })
  const hints = createRunHints(systemClock)
  const services = createAllServices({
    images,
    libraryFolder,
    config: providerConfig(options),
    key: (service) => requireKey(secrets, service),
    practiceDelays: options.practiceDelays ?? 'realistic',
    onRunEnded: (runId) => hints.tell(runId),
  })
  const engine = composeEngine({ ...options, database, images, metadata, hints, services, now })
  return {
    engine,
    libraryFolder,
    caps: noCaps,
    secrets,
    takeLease: (host) => takeCleanLease(libraryFolder, host),
    describeLeaseHolder: () => describeLeaseHolder(libraryFolder),
    close: async () => {
      await services.close()
      await Promise.all([images.close(), metadata.end()])
      keychain.close()
      database.close()
    },
  }
}

const noCaps: Caps = { batch: null, day: null, month: null }

interface EngineParts extends ComposeOptions {
  readonly database: ReturnType<typeof openLibraryDatabase>
  readonly images: Images
  readonly metadata: MetadataFiles
  readonly hints: RunHints
  readonly services: AllServices
  readonly now: () => Date
}

function composeEngine({ database, images, metadata, hints, services, now, ...options }: EngineParts): Engine {
  const { libraryFolder, log, concurrency } = options
  const events = new EventEmitter<EngineEvents>()
  const batches = createBatches(database, now)
  const items = createItems(database, now)
  const sources = createSources(database, now)
  const outputs = createOutputs(database, now)
  const ledger = createLedger(database, now)
  const onItemChanged = (itemId: string): void => void events.emit('item', itemId)
  const journal = createJournal({ database, items, ledger, now, onItemChanged })
  const shared = { database, batches, items, sources, outputs, images, events, now }
  return createEngine({
    ...shared,
    decisions: createDecisions({ database, items, journal }),
    views: createViews({ database, items, outputs, ledger }),
    services: (mode) => services.of(mode),
    openRun: createRunOpener({
      ...shared,
      journal,
      metadata,
      log,
      libraryFolder,
      clock: systemClock,
      random: Math.random,
      services: (mode) => services.of(mode),
      caps: () => noCaps,
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, join(libraryFolder, 'recovery')),
      waitForRun: (runId, ms, leave) => hints.wait(runId, ms, leave),
      ...(concurrency === undefined ? {} : { limits: concurrency }),
    }),
  })
}

function providerConfig({ environment, callsPerSecond = standardCallsPerSecond }: ComposeOptions): ProviderConfig {
  const originOf = (service: ServiceId): string =>
    environment[providers[service].urlVariable] ?? serviceOrigins[service]
  return {
    runflow: { origin: originOf('runflow'), callbackUrl: null },
    aimlapi: { origin: originOf('aimlapi'), strategy: 'auto' },
    callsPerSecond,
  }
}

async function requireKey(secrets: KeySources, service: ServiceId): Promise<string> {
  const key = await secrets.get(service)
  if (key !== null) return key
  throw new AppError('missing-key', `There is no key for ${providers[service].name}.`)
}

/** Whoever gets the lease knows that no other run is using the work folders. */
function takeCleanLease(libraryFolder: string, host: string): Lease | null {
  const lease = takeLease(libraryFolder, host)
  if (lease !== null) clearWorkFolders(libraryFolder)
  return lease
}
