import { createRepair } from '../../electron/repair/repair.ts'
import { createUpkeep } from '../../electron/upkeep/create-upkeep.ts'
import { createVerify } from '../../electron/verify/create-verify.ts'
import { EventEmitter } from 'node:events'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createDecisions } from '../../electron/batches/decisions.ts'
import type { EngineEvents } from '../../electron/batches/batch-runs.ts'
import { createEngine } from '../../electron/batches/engine.ts'
import { createJournal } from '../../electron/batches/journal/journal.ts'
import { createRunOpener, type ModeServices } from '../../electron/batches/run/open-run.ts'
import { createViews } from '../../electron/batches/batch-view.ts'
import type { Caps } from '../../electron/batches/journal/ledger.ts'
import type { BackgroundImages, Images } from '../../electron/images/images.ts'
import { runSettingsOf, settingsSchema, type Settings } from '../../electron/settings/settings-schema.ts'
import type { SettingsFile } from '../../electron/settings/settings.ts'
import type { App } from '../../electron/app.ts'
import { createReports } from '../../electron/reports/reports.ts'
import type { PdfPrinter } from '../../electron/reports/pdf-printer.ts'
import { createReader } from '../../electron/history/reader/reader.ts'
import { nodeFileSystem } from '../../electron/library/file-system.ts'
import { createPublisher } from '../../electron/library/publish.ts'
import { createRecovery } from '../../electron/library/recovery.ts'
import type { Balance } from '../../electron/providers/provider.ts'
import type { KeySources } from '../../electron/secrets/environment-keys.ts'
import { formatUsd, nanoUsd, type NanoUsd } from '../../shared/domain/money.ts'
import { AppError } from '../../shared/errors.ts'
import { serviceIds, type ServiceId } from '../../shared/models/model.ts'
import { createFakeImages } from './fake-images.ts'
import { buildResult, createFakeProvider, type FakeProvider } from './fake-provider.ts'
import { createTestLibrary, type TestLibrary } from './test-library.ts'

export interface FakeApp extends App {
  readonly library: TestLibrary
  /** The service, whichever is asked. */
  readonly provider: FakeProvider
  /** What is in the key store. */
  readonly keys: Map<ServiceId, string>
  readonly environmentKeys: Map<ServiceId, string>
  /** Thrown by the free call that tries a key. */
  refuseKey: AppError | null
  /** Said once each before the lease is given. */
  readonly otherHolders: string[]
  /** Leases taken and not given back. */
  openLeases: number
  isClosed: boolean
}

/** An app with a real library and engine, and a scripted service; its pictures are text files. */
export function createFakeApp(
  caps: Partial<Caps> = {},
  { images = createFakeImages(), printer = fakePrinter } = {},
): FakeApp {
  const library = createTestLibrary()
  const reader = createReader({ databasePath: join(library.folder, 'library.db'), log: { warn: () => undefined } })
  onTestFinished(() => reader.close())
  const provider = createFakeProvider()
  const fake = { refuseKey: null as AppError | null, openLeases: 0, isClosed: false }
  const keys = new Map<ServiceId, string>([['runflow', 'stored-key']])
  const environmentKeys = new Map<ServiceId, string>()
  const otherHolders: string[] = []
  const secrets = createSecrets(keys, environmentKeys)
  const settings = createFakeSettings(caps)
  const services = createServices(provider, { secrets, refusal: () => fake.refuseKey })
  const parts = {
    ...library,
    settings,
    images,
    library,
    provider,
    keys,
    environmentKeys,
    otherHolders,
    secrets,
    engine: composeEngine({ library, services, settings, images }),
    reader,
    reports: createReports({
      ...library,
      reader,
      images: { thumbnail: (path) => Promise.resolve(path) },
      thumbnailsFolder: join(library.folder, 'thumbnails'),
      printer,
      now: () => library.clock.now(),
    }),
    verify: createVerify({ ...library, now: () => library.clock.now() }),
    repair: createRepair({
      ...library,
      images,
      metadata: { readProvenance: () => Promise.resolve(null) },
      now: () => library.clock.now(),
    }),
    upkeep: createUpkeep({
      ...library,
      images: createBusyBackground(),
      metadata: { readWords: () => Promise.resolve('') },
      now: () => library.clock.now(),
      log: { warn: () => undefined, error: () => undefined },
    }),
    libraryFolder: library.folder,
    describeLeaseHolder: () => otherHolders[0] ?? 'nobody',
    takeLease: () => {
      if (otherHolders.shift() !== undefined) return null
      app.openLeases += 1
      return { release: () => (app.openLeases -= 1) }
    },
    close: () => {
      app.isClosed = true
      return Promise.resolve()
    },
  }
  const app: FakeApp = Object.assign(fake, parts)
  return app
}

/** A PDF is its page, word for word. */
const fakePrinter: PdfPrinter = { print: ({ html, pdf }) => copyFile(html, pdf) }

/** Nothing is looked at: it never gets quiet. */
function createBusyBackground(): BackgroundImages {
  return {
    whenQuiet: untilAborted,
    keepThumbnails: (_path, _sha256, signal) => untilAborted(signal),
    measureChange: (_source, _result, signal) => untilAborted(signal),
    rest: () => Promise.resolve(),
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

function dollars(cap: NanoUsd | null = null): string | null {
  return cap === null ? null : formatUsd(cap).slice(1)
}

/** The settings of a library, kept in memory. */
function createFakeSettings(caps: Partial<Caps>): SettingsFile {
  const given = { dayUsd: dollars(caps.day), monthUsd: dollars(caps.month), batchUsd: dollars(caps.batch) }
  let settings = settingsSchema.parse({ caps: given })
  return {
    read: () => Promise.resolve(settings),
    update: (change: (settings: Settings) => Settings) => {
      settings = settingsSchema.parse(change(settings))
      return Promise.resolve(settings)
    },
  }
}

interface EngineParts {
  readonly library: TestLibrary
  readonly services: ModeServices
  readonly settings: SettingsFile
  readonly images: Images
}

function composeEngine({ library, services, settings, images }: EngineParts) {
  const { clock, database, items, outputs, ledger, folder } = library
  const now = (): Date => clock.now()
  const events = new EventEmitter<EngineEvents>()
  const journal = createJournal({ ...library, now, onItemChanged: (id) => void events.emit('item', id) })
  const shared = { ...library, journal, events, images, now }
  return createEngine({
    ...shared,
    decisions: createDecisions({ database, items, journal }),
    views: createViews({ database, items, outputs, ledger }),
    services: () => Promise.resolve(services),
    openedServices: () => Promise.resolve(services),
    openRun: createRunOpener({
      ...shared,
      metadata: { write: () => Promise.resolve() },
      log: { warn: () => undefined, error: () => undefined },
      libraryFolder: folder,
      random: () => 0.5,
      services: () => Promise.resolve(services),
      settings: async () => runSettingsOf(await settings.read()),
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, folder),
      waitForRun: (_runId, ms, leave) => clock.sleep(ms, leave),
    }),
  })
}

interface Keys {
  readonly secrets: KeySources
  readonly refusal: () => AppError | null
}

function createServices(provider: FakeProvider, { secrets, refusal }: Keys): ModeServices {
  const key = async (service: ServiceId): Promise<string> => {
    const known = await secrets.get(service)
    if (known === null) throw new AppError('missing-key', `There is no key for ${service}.`)
    return known
  }
  const free = createFakeProvider()
  const answer = buildResult({ cost: { amount: nanoUsd(0), source: 'estimate' } })
  free.poll = () => Promise.resolve({ kind: 'finished', result: answer })
  return {
    provider: (id) => (id === 'local' ? free : provider),
    key,
    charges: async function* (service) {
      await key(service)
      yield { charges: [], isCutOff: false }
    },
    balance: async (service): Promise<Balance> => {
      await key(service)
      return { service, amount: nanoUsd(12_000_000_000), note: null }
    },
    testKey: async (service, _signal, typed) => {
      if (typed === undefined) await key(service)
      const refused = refusal()
      if (refused !== null) throw refused
    },
  }
}

function createSecrets(keys: Map<ServiceId, string>, environment: ReadonlyMap<ServiceId, string>): KeySources {
  const get = (service: ServiceId): string | null => environment.get(service) ?? keys.get(service) ?? null
  return {
    get: (service) => Promise.resolve(get(service)),
    set: (service, key) => {
      keys.set(service, key)
      return Promise.resolve()
    },
    remove: (service) => Promise.resolve(keys.delete(service)),
    list: () => Promise.resolve(serviceIds.filter((service) => get(service) !== null)),
    sourceOf: (service) =>
      Promise.resolve(environment.has(service) ? 'environment' : keys.has(service) ? 'keychain' : null),
  }
}
