import { rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { dirname, join } from 'node:path'
import type { Mode } from '../../shared/domain/item.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
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
import { hasOpenRequests } from './recovery.ts'
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
 * not forget either. Throws `output-unwritable` or `disk-full` where results could not be written and none is on its way.
 */
export function createRunOpener(dependencies: RunOpenerDependencies): (run: RunToOpen) => Promise<OpenRun> {
  const throttles = new Map<string, Throttle>()
  return async (run) => {
    const { batch, model } = run
    const limits = dependencies.limits?.[model.provider] ?? standardLimits[model.provider]
    const throttleKey = `${batch.mode} ${model.provider}`
    const throttle = throttles.get(throttleKey) ?? createThrottle(limits, dependencies.clock)
    throttles.set(throttleKey, throttle)
    await readyFolder(dependencies, run)
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
  const { fileSystem, publisher, recovery, images, outputs } = dependencies
  const isSource = batchSources(dependencies, batch)
  const { provider } = model
  return {
    ...dependencies,
    ...building,
    caps: capsFor(dependencies.caps, batch),
    provider: services.provider(provider),
    lookUpWaitsMs: dependencies.lookUpWaitsMs ?? services.provider(provider).lookUpWaitsMs,
    files: createOutputFiles({ fileSystem, publisher, recovery, isSource, isOutput: outputs.isOutput }),
    key: provider === 'local' ? () => Promise.resolve('') : () => services.key(provider),
    references: onceDone(() => prepareReferences({ batch, model, images, workFolder })),
  }
}

/** Practice money is nobody's, so only a cap that the batch itself names holds for it. */
function capsFor(caps: Caps, { mode, cap }: Batch): Caps {
  if (mode === 'practice') return { batch: cap, day: null, month: null }
  return { ...caps, batch: cap ?? caps.batch }
}

/** Knows the originals of this batch by device and number, and every other source by its path. Asked only before overwriting. */
function batchSources({ fileSystem, items, sources }: RunOpenerDependencies, batch: Batch): IsSource {
  const guard = onceDone(() =>
    createSourceGuard(
      fileSystem,
      items.ofBatch(batch.id).map(({ sourcePath }) => sourcePath),
    ),
  )
  return async (path) => sources.isSource(path) || (await (await guard())(path))
}

/** Work that is done once for all who ask. A failure is told to those who waited for it, and the next one tries again. */
function onceDone<T>(work: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null
  return () => {
    const doing = done ?? work()
    done = doing
    doing.catch(() => {
      if (done === doing) done = null
    })
    return doing
  }
}

/**
 * Writes and removes an empty file: the only honest answer to whether results can be written. Where they cannot, nothing
 * is sent; what was sent before is still collected, into the library, because links expire.
 */
async function readyFolder(dependencies: RunOpenerDependencies, { batch, gate }: RunToOpen): Promise<void> {
  const { publisher, database } = dependencies
  try {
    await publisher.discard(await publisher.writeTemporary(batch.outputFolder, new Uint8Array()))
    await clearLeftovers(dependencies, batch)
  } catch (thrown) {
    if (!(thrown instanceof AppError) || !hasOpenRequests(database, batch.id)) throw thrown
    gate.close(toFailure(thrown))
  }
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
