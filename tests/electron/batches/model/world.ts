import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RunSettings } from '../../../../electron/batches/run/open-run.ts'
import { nanoUsd } from '../../../../shared/domain/money.ts'
import { findModel } from '../../../../shared/models/catalogue.ts'
import { worstCasePrice } from '../../../../shared/models/price.ts'
import { createFakeClock } from '../../../support/fake-clock.ts'
import { buildQuote } from '../../../support/build-quote.ts'
import { buildRecipe } from '../../../support/test-library.ts'
import { createCallService } from './call-service.ts'
import type { WriteFaults } from './faulty-database.ts'
import type { ModelService } from './model-service.ts'
import { startProcess, type ModelProcess } from './model-process.ts'
import { createRunService } from './run-service.ts'
import { createTape, type Tape } from './tape.ts'

export interface WorldOptions {
  readonly service: 'runs' | 'calls'
  readonly items: number
  /** Results asked for in each request; services with runs alone can make several. */
  readonly pictures: number
  /** What goes wrong at the service, for each item. */
  readonly tapes: readonly (readonly number[])[]
}

interface User {
  readSettings: () => Promise<RunSettings>
  /** The last word about the batch as a whole is that nothing more of it is sent. */
  isCancelling: boolean
  /** Paid requests that were sent against that word. */
  sentAfterCancel: number
}

export const noFaults: WriteFaults = { before: () => undefined, after: () => undefined, onRead: () => undefined }

export type World = ReturnType<typeof createWorld>

/** A service that remembers, a library on disk with one batch, and any number of lives of the program between them. */
export function createWorld({ service: kind, items: count, pictures, tapes }: WorldOptions) {
  // Memory where the system has it as a folder: what is tested here does not depend on the disk.
  const root = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const folder = realpathSync(mkdtempSync(join(root, 'lightbench-model-')))
  const clock = createFakeClock()
  const outputFolder = join(folder, 'out')
  const batchId = randomUUID()
  const itemIds = Array.from({ length: count }, (_, position) => `${batchId}-${position}`)
  const tapeByItem = new Map<string, Tape>(itemIds.map((id, position) => [id, createTape(tapes[position] ?? [])]))
  const tapeOf = (itemId: string): Tape => tapeByItem.get(itemId) ?? createTape([])
  const model = findModel(kind === 'runs' ? 'runflow/reve/edit' : 'aimlapi/reve/edit-image')
  const parameters = kind === 'runs' ? { num_images: pictures } : {}
  const price = worstCasePrice(model, parameters)
  const perPicture = worstCasePrice(model, {})
  const service = (kind === 'runs' ? createRunService : createCallService)({ price: perPicture, tapeOf })
  const recipe = buildRecipe({ model: model.id, parameters })

  const user: User = {
    // Far above what any story here costs, and easy to tell apart.
    readSettings: () =>
      Promise.resolve({ caps: { batch: null, day: nanoUsd(1e15), month: nanoUsd(2e15) }, mostAtOnce: {} }),
    isCancelling: false,
    sentAfterCancel: 0,
  }
  const boot = (faults = noFaults, provider: ModelService = service): ModelProcess =>
    startProcess({ folder, clock, provider, faults, settings: () => user.readSettings() })
  const first = boot()
  first.batches.insert({ id: batchId, mode: 'paid', recipe, quote: buildQuote(), outputFolder, cap: null })
  mkdirSync(join(folder, 'sources'))
  first.items.insert(itemIds.map((id, position) => newItem(first, { id, position })))
  first.end()

  return {
    folder,
    outputFolder,
    batchId,
    model,
    service,
    price,
    user,
    boot,
    quieten: () => {
      for (const tape of tapeByItem.values()) tape.stop()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }

  function newItem({ sources }: ModelProcess, { id, position }: { id: string; position: number }) {
    const path = join(folder, 'sources', `${position}.jpg`)
    writeFileSync(path, `source ${position}`)
    const { size, mtimeMs } = statSync(path)
    return {
      id,
      batchId,
      position,
      prompt: recipe.prompt,
      failure: null,
      skipReason: null,
      linkedItemId: null,
      sourceId: sources.put({ path, bytes: size, modifiedMs: mtimeMs }, null).id,
      sourceLabel: `${position}.jpg`,
      targets: Array.from({ length: pictures }, (_, index) => `${position}-${index}`),
      status: 'planned' as const,
    }
  }
}
