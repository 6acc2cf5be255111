import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { providers, type ProviderId, type ServiceId } from '../shared/models/model.ts'
import { version } from '../shared/version.ts'
import type { App } from './app.ts'
import { createViews } from './batches/batch-view.ts'
import { systemClock } from './batches/clock.ts'
import { createDecisions } from './batches/decisions.ts'
import type { EngineEvents } from './batches/batch-runs.ts'
import { createEngine, type Engine } from './batches/engine.ts'
import { createJournal } from './batches/journal.ts'
import { createLedger, type Caps } from './batches/ledger.ts'
import { createAllServices, type AllServices } from './batches/mode-services.ts'
import { createRunOpener } from './batches/open-run.ts'
import type { RunLog } from './batches/run-context.ts'
import { createRunHints, type RunHints } from './batches/run-hints.ts'
import type { ThrottleLimits } from './batches/throttle.ts'
import { clearWorkFolders } from './batches/work-folder.ts'
import { openLibraryDatabase } from './history/backups.ts'
import { createBatches, type Batches } from './history/batches.ts'
import type { Database } from './history/database.ts'
import { createHistory } from './history/history.ts'
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
import type { Logger } from './log/logger.ts'
import type { Delays } from './practice/delays.ts'
import { serviceOrigins, standardCallsPerSecond, type ProviderConfig } from './providers/registry.ts'
import {
  createEnvironmentKeys,
  preferEnvironment,
  type Environment,
  type KeySources,
} from './secrets/environment-keys.ts'
import { createKeychainSecretStore } from './secrets/keychain-secret-store.ts'
import { ensureLibraryFolder } from './settings/library-folder.ts'
import { readServiceUrl } from './settings/service-url.ts'
import { createSettingsFile } from './settings/settings.ts'
import { capsOf, type Settings } from './settings/settings-schema.ts'

export interface ComposeOptions {
  readonly libraryFolder: string
  readonly environment: Environment
  readonly log: RunLog & Pick<Logger, 'addSecret'>
  readonly practiceDelays?: Delays
  /** Calls a second to a real service; null sets no limit. */
  readonly callsPerSecond?: number | null
  readonly concurrency?: Partial<Record<ProviderId, ThrottleLimits>>
  /** Replaces the waits before an unanswered request is looked up. */
  readonly lookUpWaitsMs?: readonly number[]
}

/**
 * Opens a library and builds every service once, handing each what it needs; alone in knowing them all. Throws
 * `library-damaged`, `library-newer` or `output-unwritable`, and then nothing was started.
 */
export async function createApp(options: ComposeOptions): Promise<App> {
  const { libraryFolder, environment, log } = options
  await ensureLibraryFolder(libraryFolder)
  const settings = await createSettingsFile(nodeFileSystem, libraryFolder).read()
  const config = providerConfig(options, settings)
  const database = openLibraryDatabase(libraryFolder, now)
  const keychain = createKeychainSecretStore()
  const secrets = preferEnvironment(createEnvironmentKeys(environment), keychain)
  const images = createImages({ thumbnailsFolder: join(libraryFolder, 'thumbnails') })
  const metadata = createMetadata({ version })
  const hints = createRunHints(systemClock)
  const services = createAllServices({
    images,
    libraryFolder,
    config,
    key: async (service) => {
      const key = await requireKey(secrets, service)
      log.addSecret(key)
      return key
    },
    practiceDelays: options.practiceDelays ?? 'realistic',
    onRunEnded: (runId) => hints.tell(runId),
  })
  const batches = createBatches(database, now)
  const caps = capsOf(settings)
  return {
    engine: composeEngine({ ...options, database, batches, images, metadata, hints, services, caps }),
    history: createHistory({ database, batches, images }),
    libraryFolder,
    caps,
    outputFolder: settings.output.folder,
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

function now(): Date {
  return systemClock.now()
}

interface EngineParts extends ComposeOptions {
  readonly database: Database
  readonly batches: Batches
  readonly caps: Caps
  readonly images: Images
  readonly metadata: MetadataFiles
  readonly hints: RunHints
  readonly services: AllServices
}

function composeEngine({
  database,
  batches,
  images,
  metadata,
  hints,
  services,
  caps,
  ...options
}: EngineParts): Engine {
  const { libraryFolder, log, concurrency, lookUpWaitsMs } = options
  const events = new EventEmitter<EngineEvents>()
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
      caps,
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, join(libraryFolder, 'recovery')),
      waitForRun: (runId, ms, leave) => hints.wait(runId, ms, leave),
      ...(concurrency === undefined ? {} : { limits: concurrency }),
      ...(lookUpWaitsMs === undefined ? {} : { lookUpWaitsMs }),
    }),
  })
}

function providerConfig(
  { environment, callsPerSecond = standardCallsPerSecond }: ComposeOptions,
  { runflow, aimlapi }: Settings,
): ProviderConfig {
  const originOf = (service: ServiceId): string => readServiceUrl(service, environment) ?? serviceOrigins[service]
  return {
    runflow: { origin: originOf('runflow'), callbackUrl: runflow.callbackUrl },
    aimlapi: { origin: originOf('aimlapi'), strategy: aimlapi.imageStrategy },
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
