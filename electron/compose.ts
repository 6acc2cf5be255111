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
import { createLedger } from './batches/ledger.ts'
import { createAllServices, type AllServices } from './batches/mode-services.ts'
import { createRunOpener } from './batches/open-run.ts'
import type { RunLog } from './batches/run-context.ts'
import { createRunHints, type RunHints } from './batches/run-hints.ts'
import type { ThrottleLimits } from './batches/throttle.ts'
import { takeCleanLease } from './batches/clean-lease.ts'
import { openLibraryDatabase } from './history/backups.ts'
import { createBatches } from './history/batches.ts'
import type { Database } from './history/database.ts'
import { createHistory } from './history/history.ts'
import { createItems } from './history/items.ts'
import { describeLeaseHolder } from './history/lease.ts'
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
import type { LaunchKeychain } from './secrets/keychain-launcher.ts'
import { createKeychainSecretStore } from './secrets/keychain-secret-store.ts'
import { ensureLibraryFolder } from './settings/library-folder.ts'
import { readServiceUrl } from './settings/service-url.ts'
import { createSettingsFile, type SettingsFile } from './settings/settings.ts'
import { runSettingsOf, type Settings } from './settings/settings-schema.ts'

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
  /** A plain Node and the built entry of the picture process, for a host that runs under something else. */
  readonly imageProcess?: { readonly nodePath: string; readonly entryPath: string }
  readonly launchKeychain?: LaunchKeychain
}

/**
 * Opens a library and builds every service once, handing each what it needs; alone in knowing them all. Throws
 * `library-damaged`, `library-newer` or `output-unwritable`, and then nothing was started.
 */
export async function createApp(options: ComposeOptions): Promise<App> {
  const { libraryFolder, environment, log } = options
  await ensureLibraryFolder(libraryFolder)
  const settings = createSettingsFile(nodeFileSystem, libraryFolder)
  const origins = serviceOriginsOf(environment)
  const database = openLibraryDatabase(libraryFolder, now)
  const { launchKeychain } = options
  const keychain = createKeychainSecretStore(launchKeychain === undefined ? {} : { launch: launchKeychain })
  const secrets = preferEnvironment(createEnvironmentKeys(environment), keychain)
  const images = createImages({ thumbnailsFolder: join(libraryFolder, 'thumbnails'), ...options.imageProcess })
  const metadata = createMetadata({ version })
  const hints = createRunHints(systemClock)
  const services = createAllServices({
    images,
    libraryFolder,
    config: async () => providerConfig(options, { ...(await settings.read()), origins }),
    key: async (service) => {
      const key = await requireKey(secrets, service)
      log.addSecret(key)
      return key
    },
    practiceDelays: options.practiceDelays ?? 'realistic',
    onRunEnded: (runId) => hints.tell(runId),
  })
  const library = createLibrary(database)
  return {
    ...library,
    engine: composeEngine({ ...options, library, images, metadata, hints, services, settings }),
    history: createHistory({ ...library, images }),
    libraryFolder,
    settings,
    images,
    clock: systemClock,
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

function createLibrary(database: Database) {
  return {
    database,
    batches: createBatches(database, now),
    items: createItems(database, now),
    sources: createSources(database, now),
    outputs: createOutputs(database, now),
    ledger: createLedger(database, now),
  }
}

interface EngineParts extends ComposeOptions {
  readonly library: ReturnType<typeof createLibrary>
  readonly settings: SettingsFile
  readonly images: Images
  readonly metadata: MetadataFiles
  readonly hints: RunHints
  readonly services: AllServices
}

function composeEngine({ library, images, metadata, hints, services, settings, ...options }: EngineParts): Engine {
  const { libraryFolder, log, concurrency, lookUpWaitsMs } = options
  const events = new EventEmitter<EngineEvents>()
  const onItemChanged = (itemId: string): void => void events.emit('item', itemId)
  const journal = createJournal({ ...library, now, onItemChanged })
  const shared = { ...library, journal, images, events, now }
  return createEngine({
    ...shared,
    decisions: createDecisions(shared),
    views: createViews(library),
    services: (mode) => services.of(mode),
    openedServices: (mode) => services.opened(mode),
    openRun: createRunOpener({
      ...shared,
      metadata,
      log,
      libraryFolder,
      clock: systemClock,
      random: Math.random,
      services: (mode) => services.of(mode),
      settings: async () => runSettingsOf(await settings.read()),
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, join(libraryFolder, 'recovery')),
      waitForRun: (runId, ms, leave) => hints.wait(runId, ms, leave),
      ...(concurrency === undefined ? {} : { limits: concurrency }),
      ...(lookUpWaitsMs === undefined ? {} : { lookUpWaitsMs }),
    }),
  })
}

/** Read before anything is opened: a key must never be sent to an address that cannot be used. */
function serviceOriginsOf(environment: Environment): Record<ServiceId, string> {
  const originOf = (service: ServiceId): string => readServiceUrl(service, environment) ?? serviceOrigins[service]
  return { runflow: originOf('runflow'), aimlapi: originOf('aimlapi') }
}

function providerConfig(
  { callsPerSecond = standardCallsPerSecond }: ComposeOptions,
  { runflow, aimlapi, origins }: Settings & { readonly origins: Record<ServiceId, string> },
): ProviderConfig {
  return {
    runflow: { origin: origins.runflow, callbackUrl: runflow.callbackUrl },
    aimlapi: { origin: origins.aimlapi, strategy: aimlapi.imageStrategy },
    callsPerSecond,
  }
}

async function requireKey(secrets: KeySources, service: ServiceId): Promise<string> {
  const key = await secrets.get(service)
  if (key !== null) return key
  throw new AppError('missing-key', `There is no key for ${providers[service].name}.`)
}
