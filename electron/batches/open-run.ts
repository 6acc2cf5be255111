import { rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type { Mode } from '../../shared/domain/item.ts'
import type { ProviderId } from '../../shared/models/model.ts'
import type { Batch } from '../history/batches.ts'
import type { FileSystem } from '../library/file-system.ts'
import type { Publisher } from '../library/publish.ts'
import type { Recovery } from '../library/recovery.ts'
import { createSourceGuard, type IsSource } from '../library/source-guard.ts'
import { removeStaleTemporaries } from '../library/stale-temporaries.ts'
import type { EditProvider } from '../providers/provider.ts'
import type { OpenRun, RunToOpen } from './batch-runs.ts'
import type { Services } from './engine.ts'
import type { Caps } from './ledger.ts'
import { createOutputFiles } from './output-files.ts'
import { prepareReferences } from './prepare-item.ts'
import type { RunContext } from './run-context.ts'
import { makeWorkFolder } from './work-folder.ts'
import { createThrottle, type Throttle, type ThrottleLimits } from './throttle.ts'

export interface ModeServices extends Services {
  provider(id: ProviderId): EditProvider
}

type Fixed =
  'database' | 'journal' | 'items' | 'outputs' | 'sources' | 'images' | 'metadata' | 'clock' | 'random' | 'log'

export interface RunOpenerDependencies extends Pick<RunContext, Fixed> {
  readonly services: (mode: Mode) => Promise<ModeServices>
  /** The caps of the settings; a batch may name its own. */
  readonly caps: Caps
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
  readonly recovery: Recovery
  readonly libraryFolder: string
  readonly waitForRun: RunContext['waitForRun']
  readonly limits?: Partial<Record<ProviderId, ThrottleLimits>>
  readonly lookUpWaitsMs?: readonly number[]
}

/** Requests of one service at a time: where it starts, and how far clean answers may raise it (Runflow §14, AIML API §7). */
const standardLimits: Readonly<Record<ProviderId, ThrottleLimits>> = {
  runflow: { start: 4, most: 12 },
  aimlapi: { start: 2, most: 4 },
  local: { start: availableParallelism(), most: availableParallelism() },
}

/**
 * Makes what one run of a batch works with. The concurrency of a service is kept across runs, because the service does
 * not forget either. Throws `output-unwritable` before anything is sent where results could not be written.
 */
export function createRunOpener(dependencies: RunOpenerDependencies): (run: RunToOpen) => Promise<OpenRun> {
  const throttles = new Map<string, Throttle>()
  return async (run) => {
    const { batch, model } = run
    const limits = dependencies.limits?.[model.provider] ?? standardLimits[model.provider]
    const throttleKey = `${batch.mode} ${model.provider}`
    const throttle = throttles.get(throttleKey) ?? createThrottle(limits, dependencies.clock)
    throttles.set(throttleKey, throttle)
    await checkFolder(dependencies, batch.outputFolder)
    await clearLeftovers(dependencies, batch)
    const workFolder = await makeWorkFolder(dependencies.libraryFolder)
    const services = await dependencies.services(batch.mode)
    return {
      context: buildContext(dependencies, { ...run, throttle, services, workFolder }),
      mostAtOnce: limits.most,
      close: () => rm(workFolder, { recursive: true, force: true }),
    }
  }
}

interface Building extends RunToOpen {
  readonly throttle: Throttle
  readonly services: ModeServices
  readonly workFolder: string
}

function buildContext(dependencies: RunOpenerDependencies, building: Building): RunContext {
  const { batch, model, services, workFolder } = building
  const { fileSystem, publisher, recovery, images, caps } = dependencies
  const isSource = batchSources(dependencies, batch)
  const { provider } = model
  let references: ReturnType<typeof prepareReferences> | null = null
  return {
    ...dependencies,
    ...building,
    caps: { ...caps, ...(batch.cap === null ? {} : { batch: batch.cap }) },
    provider: services.provider(provider),
    lookUpWaitsMs: dependencies.lookUpWaitsMs ?? services.provider(provider).lookUpWaitsMs,
    files: createOutputFiles({ fileSystem, publisher, recovery, isSource }),
    key: provider === 'local' ? () => Promise.resolve('') : () => services.key(provider),
    references: () => (references ??= prepareReferences({ batch, model, images, workFolder })),
  }
}

/** Knows the originals of this batch by device and number, and every other source by its path. Asked only before overwriting. */
function batchSources({ fileSystem, items, sources }: RunOpenerDependencies, batch: Batch): IsSource {
  let guard: Promise<IsSource> | null = null
  return async (path) => {
    guard ??= createSourceGuard(
      fileSystem,
      items.ofBatch(batch.id).map(({ sourcePath }) => sourcePath),
    )
    return sources.isSource(path) || (await (await guard)(path))
  }
}

/** Writes and removes an empty file: the only honest answer to whether results can be written. */
async function checkFolder({ publisher }: RunOpenerDependencies, folder: string): Promise<void> {
  await publisher.discard(await publisher.writeTemporary(folder, new Uint8Array()))
}

/**
 * Removes temporary files a killed run left beside the results. Those younger than this process may belong to another
 * library that writes to the same folder now.
 */
async function clearLeftovers({ fileSystem, items }: RunOpenerDependencies, batch: Batch): Promise<void> {
  const targets = items.ofBatch(batch.id).flatMap((item) => item.targets)
  const folders = new Set(targets.map((target) => join(batch.outputFolder, dirname(target))))
  for (const folder of folders) await removeStaleTemporaries(fileSystem, folder, isOlderThanThisProcess)
}

async function isOlderThanThisProcess(path: string): Promise<boolean> {
  return (await stat(path)).mtimeMs < performance.timeOrigin
}
