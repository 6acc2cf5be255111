import { join } from 'node:path'
import type { Mode } from '../../shared/domain/item.ts'
import { AppError } from '../../shared/errors.ts'
import type { ServiceId } from '../../shared/models/model.ts'
import { openLockFile, type FileLock } from '../history/lock-file.ts'
import type { Images } from '../images/images.ts'
import { makeOwnFolder } from '../library/make-own-folder.ts'
import { writingTo } from '../library/output-failure.ts'
import type { Delays } from '../practice/delays.ts'
import { createPracticeServers } from '../practice/practice.ts'
import { createPracticeTransform } from '../practice/transform.ts'
import { createProviders, type ProviderConfig, type Providers } from '../providers/registry.ts'
import { startCallbackListener } from '../providers/runflow/callback-listener.ts'
import type { ModeServices } from './run/open-run.ts'
import { localResultsFolder } from './run/work-folder.ts'

interface ModeServicesOptions {
  readonly images: Images
  readonly libraryFolder: string
  /** Asked when the real services are first needed; a failure is met by whoever needs them. */
  readonly config: () => Promise<ProviderConfig>
  /** The user's key for a service; throws `missing-key` or a `keychain-*` code. */
  readonly key: (service: ServiceId) => Promise<string>
  readonly practiceDelays: Delays
  /** Told when a practice callback says that a run has ended. */
  readonly onRunEnded: (runId: string) => void
}

export interface AllServices {
  of(mode: Mode): Promise<ModeServices>
  /** null where nobody asked for them yet. */
  opened(mode: Mode): Promise<ModeServices> | null
  close(): Promise<void>
}

type Opened = ModeServices & { close(): Promise<void> }

/** The services of each mode, opened when they are first asked for. Practice has its own servers, keys and money. */
export function createAllServices(options: ModeServicesOptions): AllServices {
  const opened = new Map<Mode, Promise<Opened>>()
  return {
    of: (mode) => {
      const known = opened.get(mode) ?? (mode === 'paid' ? openPaid(options) : openPractice(options))
      opened.set(mode, known)
      // Whoever asks after a failure tries again: what was in the way may be gone.
      known.catch(() => opened.delete(mode))
      return known
    },
    opened: (mode) => opened.get(mode) ?? null,
    close: async () => {
      for (const one of await Promise.allSettled(opened.values())) {
        if (one.status === 'fulfilled') await one.value.close()
      }
    },
  }
}

async function openPaid({ images, libraryFolder, config, key }: ModeServicesOptions): Promise<Opened> {
  const providers = createProviders(await config(), { images, temporaryFolder: localResultsFolder(libraryFolder) })
  return { ...toServices(providers, key), close: () => providers.close() }
}

async function openPractice(options: ModeServicesOptions): Promise<Opened> {
  const folder = join(options.libraryFolder, 'practice')
  const lock = lockPractice(folder)
  try {
    const opened = await writingTo(folder, () => startPractice(options, folder))
    return { ...opened, close: () => opened.close().finally(() => lock.release()) }
  } catch (thrown) {
    lock.release()
    throw thrown
  }
}

async function startPractice(
  { images, libraryFolder, practiceDelays, onRunEnded }: ModeServicesOptions,
  folder: string,
): Promise<Opened> {
  const transform = createPracticeTransform(images, join(folder, 'work'))
  const practice = await createPracticeServers({ folder, delays: practiceDelays, transform })
  const secrets = [practice.runflow.callbackSecret]
  const listener = await startCallbackListener({ secrets, port: 0, onRun: onRunEnded })
  const config: ProviderConfig = {
    runflow: { origin: practice.runflow.url, callbackUrl: listener.url },
    aimlapi: { origin: practice.aimlapi.url, strategy: 'auto' },
    callsPerSecond: null,
  }
  const providers = createProviders(config, { images, temporaryFolder: localResultsFolder(libraryFolder) })
  const close = async (): Promise<void> => {
    await providers.close()
    await Promise.all([listener.close(), practice.close()])
  }
  return { ...toServices(providers, (service) => Promise.resolve(practice[service].key)), close }
}

/** The practice accounts are files, and two processes would overwrite each other's. */
function lockPractice(folder: string): FileLock {
  makeOwnFolder(folder)
  const lock = openLockFile(join(folder, 'lock.db'))
  if (lock === null) throw new AppError('library-busy', 'Another Lightbench is practising in this library.')
  return lock
}

function toServices(providers: Providers, key: ModeServicesOptions['key']): ModeServices {
  const call = async (service: ServiceId, signal: AbortSignal) => ({ apiKey: await key(service), signal })
  return {
    provider: (id) => providers.provider(id),
    key,
    balance: async (service, signal) => providers.account(service).balance(await call(service, signal)),
    charges: async function* (service, range, signal) {
      yield* providers.charges(service).list(range, await call(service, signal))
    },
    testKey: async (service, signal, typed) =>
      providers.account(service).testKey(typed === undefined ? await call(service, signal) : { apiKey: typed, signal }),
  }
}
