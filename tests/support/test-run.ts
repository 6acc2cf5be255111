import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { advanceItem } from '../../electron/batches/run/advance-item.ts'
import { endOf, runBatch, type BatchEnd } from '../../electron/batches/run/batch-runner.ts'
import { createGate } from '../../electron/batches/run/gate.ts'
import { createOutputFiles } from '../../electron/batches/run/output-files.ts'
import { requeue } from '../../electron/batches/run/recovery.ts'
import type { RunContext } from '../../electron/batches/run/run-context.ts'
import { createThrottle } from '../../electron/batches/run/throttle.ts'
import { nodeFileSystem } from '../../electron/library/file-system.ts'
import { createPublisher } from '../../electron/library/publish.ts'
import { createRecovery } from '../../electron/library/recovery.ts'
import type { Recipe } from '../../shared/domain/recipe.ts'
import { findModel } from '../../shared/models/catalogue.ts'
import { createFakeImages } from './fake-images.ts'
import { createFakeProvider, type FakeProvider } from './fake-provider.ts'
import { addBatch, createTestLibrary, type TestLibrary } from './test-library.ts'

export interface TestRunOptions {
  readonly count?: number
  readonly recipe?: Partial<Recipe>
  readonly provider?: FakeProvider
  readonly library?: TestLibrary
  /** Text of each source file; a file with `broken` in it cannot be read. */
  readonly content?: (position: number) => string
  readonly requireRoom?: RunContext['requireRoom']
  /** The key as it is at each call. */
  readonly key?: () => string
}

/** A batch of small files with everything real around it but the pictures and the service. */
export function createTestRun(options: TestRunOptions = {}) {
  const { provider = createFakeProvider(), library = createTestLibrary(), recipe = {}, count = 1 } = options
  const { batch, items } = addBatch(library, { recipe, count: 0 })
  const contentOf = options.content ?? ((position: number) => `picture ${position}`)
  const sourceFolder = join(library.folder, `sources-${batch.number}`)
  mkdirSync(sourceFolder)
  const added = Array.from({ length: count }, (_, position) => {
    const path = join(sourceFolder, `${position}.jpg`)
    writeFileSync(path, contentOf(position))
    const { size, mtimeMs } = statSync(path)
    const source = library.sources.put({ path, bytes: size, modifiedMs: mtimeMs }, null)
    return { ...blankItem(batch.id, position), sourceId: source.id, prompt: batch.recipe.prompt }
  })
  library.items.insert(added)
  const workFolder = join(library.folder, 'work')
  mkdirSync(workFolder, { recursive: true })
  const warnings: string[] = []
  const leave = new AbortController()
  const context: RunContext = {
    ...library,
    batch,
    model: findModel(batch.recipe.model),
    provider,
    lookUpWaitsMs: provider.lookUpWaitsMs,
    caps: () => Promise.resolve({ batch: null, day: null, month: null }),
    requireRoom: options.requireRoom ?? (() => Promise.resolve()),
    images: createFakeImages(),
    metadata: { write: () => Promise.resolve() },
    files: createOutputFiles({
      fileSystem: nodeFileSystem,
      publisher: createPublisher(nodeFileSystem),
      recovery: createRecovery(nodeFileSystem, join(library.folder, 'recovery')),
      root: { check: () => Promise.resolve() },
      isSource: (path) => Promise.resolve(library.sources.isSource(path)),
      isOutput: library.outputs.isOutput,
    }),
    throttle: createThrottle({ start: 4, most: 8 }, library.clock),
    gate: createGate(),
    random: () => 0.5,
    leave: leave.signal,
    workFolder,
    references: () => Promise.resolve([]),
    log: { warn: (message) => warnings.push(message), error: (message) => warnings.push(message) },
    key: () => Promise.resolve(options.key?.() ?? 'test-key'),
    waitForRun: (_runId, ms) => library.clock.sleep(ms, leave.signal),
  }
  return {
    ...library,
    context,
    provider,
    warnings,
    leave,
    workFolder,
    ids: [...items, ...added].map(({ id }) => id),
    run: () => runToEnd(context),
    advance: (position = 0) => advanceItem(context, added[position]!.id),
    item: (position = 0) => library.items.get(added[position]!.id)!,
    attempt: (position = 0) => library.journal.latest(added[position]!.id)!,
    spend: () => library.ledger.batchSpend('paid', batch.id),
    outputPaths: (position = 0) => library.outputs.ofItem(added[position]!.id).map(({ path }) => path),
    outputTexts: () => filesBelow(batch.outputFolder).map((path) => readFileSync(path, 'utf8')),
    /** The same batch in a new process: nothing survives but the library. */
    afterRestart: (changes: Partial<RunContext> = {}) => {
      library.database.transaction('full', () => requeue(library.database, batch.id))
      const again = { ...context, gate: createGate(), leave: new AbortController().signal, ...changes }
      return runToEnd(again)
    },
  }
}

async function runToEnd(context: RunContext): Promise<BatchEnd> {
  await runBatch(context, { mostAtOnce: 4, only: null })
  return endOf(context)
}

function blankItem(batchId: string, position: number) {
  return {
    id: `${batchId}-${position}`,
    batchId,
    position,
    sourceLabel: `${position}.jpg`,
    targets: [String(position)],
    status: 'queued' as const,
    skipReason: null,
    linkedItemId: null,
    failure: null,
  }
}

export function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
  } catch {
    return [] // No folder, no files.
  }
}
