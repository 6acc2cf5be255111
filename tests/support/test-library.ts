import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createJournal } from '../../electron/batches/journal/journal.ts'
import { createLedger } from '../../electron/batches/journal/ledger.ts'
import { createBatches } from '../../electron/history/batches.ts'
import { openDatabase } from '../../electron/history/database.ts'
import { createItems, type NewItem } from '../../electron/history/items.ts'
import { createOutputs } from '../../electron/history/outputs.ts'
import { createSources } from '../../electron/history/sources.ts'
import type { Mode } from '../../shared/domain/item.ts'
import type { PictureFacts } from '../../shared/domain/picture.ts'
import { recipeSchema, type Recipe } from '../../shared/domain/recipe.ts'
import { buildQuote } from './build-quote.ts'
import { createFakeClock } from './fake-clock.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** A real library in a folder of its own, with the repositories on it. */
export function createTestLibrary(folder = temporaryFolder(), clock = createFakeClock()) {
  const database = openDatabase({ path: join(folder, 'library.db'), backUp: () => undefined })
  onTestFinished(() => database.close())
  const now = (): Date => clock.now()
  const items = createItems(database, now)
  const ledger = createLedger(database, now)
  const changed: string[] = []
  const journal = createJournal({ database, items, ledger, now, onItemChanged: (id) => changed.push(id) })
  return {
    folder,
    clock,
    database,
    items,
    ledger,
    journal,
    changed,
    batches: createBatches(database, now),
    outputs: createOutputs(database, now),
    sources: createSources(database, now),
  }
}

export type TestLibrary = ReturnType<typeof createTestLibrary>

export function buildFacts(facts: Partial<PictureFacts> = {}): PictureFacts {
  return {
    format: 'jpeg',
    width: 40,
    height: 30,
    orientation: 1,
    profile: null,
    hasAlpha: false,
    bitDepth: 8,
    takenAt: null,
    bytes: 1000,
    sha256: 'a'.repeat(64),
    ...facts,
  }
}

export function buildRecipe(recipe: Partial<Recipe> = {}): Recipe {
  return recipeSchema.parse({ model: 'runflow/reve/edit', prompt: 'make it warm', ...recipe })
}

interface BatchToAdd {
  readonly mode?: Mode
  readonly recipe?: Partial<Recipe>
  readonly count?: number
  readonly item?: Partial<NewItem>
}

/** Adds a batch whose items are queued, each with a source of its own that exists only as a record. */
export function addBatch(library: TestLibrary, { mode = 'paid', recipe = {}, count = 1, item = {} }: BatchToAdd = {}) {
  const id = randomUUID()
  const built = buildRecipe(recipe)
  const batch = library.batches.insert({
    id,
    mode,
    recipe: built,
    quote: buildQuote({ mode }),
    outputFolder: join(library.folder, 'out'),
    cap: null,
  })
  const items = Array.from({ length: count }, (_, position) => {
    const path = `/photos/${id}/${position}.jpg`
    const facts = buildFacts({ sha256: String(position).padStart(64, 'f') })
    const source = library.sources.put({ path, bytes: facts.bytes, modifiedMs: 1 }, facts)
    return {
      id: randomUUID(),
      batchId: id,
      position,
      sourceId: source.id,
      sourceLabel: `${position}.jpg`,
      prompt: built.prompt,
      targets: [`${position}`],
      status: 'queued' as const,
      skipReason: null,
      linkedItemId: null,
      failure: null,
      ...item,
    }
  })
  library.items.insert(items)
  return { batch, items, entries: items.map((added) => ({ id: added.id, batchId: id, mode })) }
}
