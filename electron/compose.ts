import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import { AppError } from '../shared/errors.ts'
import { providers, type ProviderId, type ServiceId } from '../shared/models/model.ts'
import { version } from '../shared/version.ts'
import type { App } from './app.ts'
import { createViews } from './batches/batch-view.ts'
import { systemClock, type Clock } from './batches/clock.ts'
import { createDecisions } from './batches/decisions.ts'
import type { EngineEvents } from './batches/batch-runs.ts'
import { createEngine, type Engine } from './batches/engine.ts'
import { createJournal } from './batches/journal/journal.ts'
import { createAllServices, type AllServices } from './batches/mode-services.ts'
import { createRunOpener } from './batches/run/open-run.ts'
import type { RunLog } from './batches/run/run-context.ts'
import { createRunHints, type RunHints } from './batches/run/run-hints.ts'
import type { ThrottleLimits } from './batches/run/throttle.ts'
import { takeCleanLease } from './batches/clean-lease.ts'
import { databasePathOf, openLibraryDatabase } from './history/backups.ts'
import { describeLeaseHolder } from './history/lease.ts'
import { holdPresence, releasingOnFailure } from './history/presence.ts'
import { createRepositories, type Repositories } from './history/repositories.ts'
import { createReader, type Reader } from './history/reader/reader.ts'
import { createImages } from './images/client/create-images.ts'
import type { Images } from './images/images.ts'
import type { ExiftoolOptions } from './images/exiftool.ts'
import { createMetadata, type MetadataFiles } from './images/metadata.ts'
import { thumbnailsFolderOf } from './images/thumbnail-files.ts'
import { nodeFileSystem } from './library/file-system.ts'
import { createPublisher } from './library/publish.ts'
import { createRecovery } from './library/recovery.ts'
import type { Logger } from './log/logger.ts'
import type { Delays } from './practice/delays.ts'
import {
  createEnvironmentKeys,
  preferEnvironment,
  type Environment,
  type KeySources,
} from './secrets/environment-keys.ts'
import type { PdfPrinter } from './reports/pdf-printer.ts'
import { createLibraryReports } from './reports/library-reports.ts'
import { createRepair } from './repair/repair.ts'
import type { LaunchKeychain } from './secrets/keychain-launcher.ts'
import { createKeychainSecretStore } from './secrets/keychain-secret-store.ts'
import { ensureLibraryFolder } from './settings/library-folder.ts'
import { providerConfig, serviceOriginsOf } from './settings/provider-config.ts'
import { createSettingsFile, type SettingsFile } from './settings/settings.ts'
import { runSettingsOf } from './settings/settings-schema.ts'
import { createUpkeep } from './upkeep/create-upkeep.ts'
import { createVerify } from './verify/create-verify.ts'

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
  /** Replaces the room both drives must have before a paid request. */
  readonly leastFreeBytes?: number
  /** Time as batches and history see it; the system's where it is left out. */
  readonly clock?: Clock
  /** A plain Node and the built entry of the picture process, for a host that runs under something else. */
  readonly imageProcess?: { readonly nodePath: string; readonly entryPath: string }
  /** Where ExifTool and Perl are looked for, other than in their usual places. */
  readonly exiftool?: ExiftoolOptions
  /** The built reader of the library, for a host that is bundled. */
  readonly readerPath?: string
  readonly launchKeychain?: LaunchKeychain
  /** What PDFs are printed with; an installed Chromium where it is left out. */
  readonly printer?: PdfPrinter
}

/**
 * Opens a library and builds every service once, handing each what it needs; alone in knowing them all. Throws
 * `library-damaged`, `library-newer` or `output-unwritable`, and then nothing was started.
 */
export async function createApp(options: ComposeOptions): Promise<App> {
  const { libraryFolder, environment, log, clock = systemClock } = options
  const now = (): Date => clock.now()
  await ensureLibraryFolder(libraryFolder)
  const settings = createSettingsFile(nodeFileSystem, libraryFolder)
  const origins = serviceOriginsOf(environment)
  const presence = holdPresence(libraryFolder)
  const database = releasingOnFailure(presence, () => openLibraryDatabase(libraryFolder, now))
  const keychain = createKeychain(options)
  const secrets = preferEnvironment(createEnvironmentKeys(environment), keychain)
  const images = createImages({ thumbnailsFolder: thumbnailsFolderOf(libraryFolder), ...options.imageProcess })
  const metadata = createMetadata({ version, ...options.exiftool })
  const hints = createRunHints(clock)
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
  const library = createRepositories(database, now)
  const reader = createLibraryReader(options)
  const engine = composeEngine({ ...options, library, images, metadata, hints, services, settings, clock })
  const upkeep = createUpkeep({ database, images: images.background, metadata, now, log })
  engine.events.on('item', (itemId) => upkeep.tell(itemId))
  return {
    ...library,
    reader,
    engine,
    upkeep,
    reports: createLibraryReports({ ...options, ...library, reader, images, now }),
    verify: createVerify({ ...library, now }),
    repair: createRepair({ ...library, images, metadata, now }),
    libraryFolder,
    settings,
    images,
    clock,
    secrets,
    takeLease: (host) => takeCleanLease(libraryFolder, host),
    describeLeaseHolder: () => describeLeaseHolder(libraryFolder),
    close: async () => {
      await upkeep.stop()
      await services.close()
      await Promise.all([images.close(), metadata.end(), reader.close()])
      keychain.close()
      database.close()
      presence.release()
    },
  }
}

function createKeychain({ launchKeychain }: ComposeOptions) {
  return createKeychainSecretStore(launchKeychain === undefined ? {} : { launch: launchKeychain })
}

function createLibraryReader({ libraryFolder, log, readerPath }: ComposeOptions): Reader {
  const databasePath = databasePathOf(libraryFolder)
  return createReader({ databasePath, log, ...(readerPath === undefined ? {} : { entryPath: readerPath }) })
}

interface EngineParts extends ComposeOptions {
  readonly library: Repositories
  readonly settings: SettingsFile
  readonly images: Images
  readonly metadata: MetadataFiles
  readonly hints: RunHints
  readonly services: AllServices
  readonly clock: Clock
}

function composeEngine({ library, images, metadata, hints, services, settings, ...options }: EngineParts): Engine {
  const { libraryFolder, log, concurrency, lookUpWaitsMs, leastFreeBytes, clock } = options
  const now = (): Date => clock.now()
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
      clock,
      random: Math.random,
      services: (mode) => services.of(mode),
      settings: async () => runSettingsOf(await settings.read()),
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, join(libraryFolder, 'recovery')),
      waitForRun: (runId, ms, leave) => hints.wait(runId, ms, leave),
      ...(concurrency === undefined ? {} : { limits: concurrency }),
      ...(lookUpWaitsMs === undefined ? {} : { lookUpWaitsMs }),
      ...(leastFreeBytes === undefined ? {} : { leastFreeBytes }),
    }),
  })
}

async function requireKey(secrets: KeySources, service: ServiceId): Promise<string> {
  const key = await secrets.get(service)
  if (key !== null) return key
  throw new AppError('missing-key', `There is no key for ${providers[service].name}.`)
}
