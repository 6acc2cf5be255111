import { availableParallelism } from 'node:os'
import type { Mode } from '../../../shared/domain/item.ts'
import { AppError, toFailure } from '../../../shared/errors.ts'
import type { ProviderId } from '../../../shared/models/model.ts'
import type { Batch, Batches } from '../../history/batches.ts'
import type { FileSystem } from '../../library/file-system.ts'
import { createOutputRoot, type OutputRoot } from '../../library/output-root.ts'
import type { Publisher } from '../../library/publish.ts'
import type { Recovery } from '../../library/recovery.ts'
import { requireRoom } from '../../library/room.ts'
import { createSourceGuard, type IsSource } from '../../library/source-guard.ts'
import { maxPictureBytes } from '../../providers/encoded-image.ts'
import type { EditProvider } from '../../providers/provider.ts'
import type { OpenRun, RunToOpen } from '../batch-runs.ts'
import type { Services } from '../engine.ts'
import type { Caps } from '../journal/ledger.ts'
import { createOutputFiles } from './output-files.ts'
import { prepareReferences } from './prepare-item.ts'
import { readyFolder } from './ready-folder.ts'
import { stoppedByUser, type RunContext } from './run-context.ts'
import { discardWork, makeWorkFolder } from './work-folder.ts'
import { createThrottle, type Throttle, type ThrottleLimits } from './throttle.ts'

export interface ModeServices extends Services {
  provider(id: ProviderId): EditProvider
}

type Fixed =
  'database' | 'journal' | 'items' | 'outputs' | 'sources' | 'images' | 'metadata' | 'clock' | 'random' | 'log'

export interface RunOpenerDependencies extends Pick<RunContext, Fixed> {
  readonly services: (mode: Mode) => Promise<ModeServices>
  /** Asked at the start of each run, and for the caps before each request: whoever changes them is heard at once. */
  readonly settings: () => Promise<RunSettings>
  readonly batches: Pick<Batches, 'get'>
  readonly fileSystem: FileSystem
  readonly publisher: Publisher
  readonly recovery: Recovery
  readonly libraryFolder: string
  readonly waitForRun: RunContext['waitForRun']
  readonly limits?: Partial<Record<ProviderId, ThrottleLimits>>
  readonly lookUpWaitsMs?: readonly number[]
  /** Room that both drives must have before a paid request; that of the largest result where it is left out. */
  readonly leastFreeBytes?: number
}

/** What the settings say about a run. */
export interface RunSettings {
  /** A batch may name its own. */
  readonly caps: Caps
  /** Requests of a provider at a time; where one is left out, as many as is known to do it good. */
  readonly mostAtOnce: Partial<Record<ProviderId, number>>
}

/** Requests of one service at a time: where it starts, and how far clean answers may raise it (Runflow §14, AIML API §7). */
export const standardLimits: Readonly<Record<ProviderId, ThrottleLimits>> = {
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
    const settings = await dependencies.settings()
    const limits = dependencies.limits?.[model.provider] ?? limitsOf(model.provider, settings)
    const throttleKey = `${batch.mode} ${model.provider}`
    const throttle = throttles.get(throttleKey) ?? createThrottle(limits, dependencies.clock)
    throttle.limitTo(limits.most)
    throttles.set(throttleKey, throttle)
    const root = createOutputRoot(dependencies.fileSystem, batch.outputFolder)
    await readyFolder(dependencies, run, root)
    const workFolder = await makeWorkFolder(dependencies.libraryFolder)
    const services = await dependencies.services(batch.mode)
    return {
      context: buildContext(dependencies, { ...run, root, throttle, services, workFolder }),
      mostAtOnce: limits.most,
      close: () => discardWork(workFolder),
    }
  }
}

function limitsOf(provider: ProviderId, { mostAtOnce }: RunSettings): ThrottleLimits {
  const standard = standardLimits[provider]
  const most = mostAtOnce[provider] ?? standard.most
  // A machine's own work need not be felt out: nobody is asked to bear it.
  return { start: provider === 'local' ? most : Math.min(standard.start, most), most }
}

interface Building extends RunToOpen {
  readonly throttle: Throttle
  readonly services: ModeServices
  readonly workFolder: string
  readonly root: OutputRoot
}

function buildContext(dependencies: RunOpenerDependencies, building: Building): RunContext {
  const { batch, model, services, workFolder, root } = building
  const { fileSystem, publisher, recovery, images, outputs } = dependencies
  const isSource = batchSources(dependencies, batch)
  const { provider } = model
  return {
    ...dependencies,
    ...building,
    caps: () => currentCaps(dependencies, building),
    requireRoom: () => requireRoomForResult(dependencies, building),
    provider: services.provider(provider),
    lookUpWaitsMs: dependencies.lookUpWaitsMs ?? services.provider(provider).lookUpWaitsMs,
    files: createOutputFiles({ fileSystem, publisher, recovery, root, isSource, isOutput: outputs.isOutput }),
    key: provider === 'local' ? () => Promise.resolve('') : () => services.key(provider),
    references: onceDone(() => prepareReferences({ batch, model, images, workFolder })),
  }
}

/** A result that was made here and finds no room costs nothing. */
async function requireRoomForResult(
  { fileSystem, libraryFolder, leastFreeBytes = maxPictureBytes }: RunOpenerDependencies,
  { batch, model }: RunToOpen,
): Promise<void> {
  if (model.provider !== 'local') await requireRoom(fileSystem, [libraryFolder, batch.outputFolder], leastFreeBytes)
}

/** The user may change any of them while a batch runs, also in another process. */
async function currentCaps({ settings, batches }: RunOpenerDependencies, { batch, gate }: RunToOpen): Promise<Caps> {
  try {
    const { caps } = await settings()
    return capsFor(caps, { mode: batch.mode, cap: batches.get(batch.id).cap })
  } catch (thrown) {
    // Nobody may spend without the caps he set, and it is no failure of the item.
    gate.close(toFailure(thrown))
    throw new AppError('cancelled', stoppedByUser.message, { cause: thrown })
  }
}

/** Practice money is nobody's, so only a cap that the batch itself names holds for it. */
function capsFor(caps: Caps, { mode, cap }: Pick<Batch, 'mode' | 'cap'>): Caps {
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
