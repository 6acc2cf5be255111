import type { Handlers } from '../../../electron/ipc/dispatch.ts'
import { AppError } from '../../../shared/errors.ts'
import type { SourceRow } from '../../../shared/ipc/rows.ts'
import { batchHandlers } from './fake-batch-handlers.ts'
import { booksHandlers } from './fake-books-handlers.ts'
import { careHandlers } from './fake-care-handlers.ts'
import { findingHandlers } from './fake-finding-handlers.ts'
import { historyHandlers } from './fake-history-handlers.ts'
import type { FakeLibrary } from './fake-library.ts'
import { reviewHandlers } from './fake-review-handlers.ts'
import { generateSource } from './generated.ts'
import { settingsHandlers } from './fake-settings-handlers.ts'

/** What a fake main process answers. */
export function createFakeHandlers(library: FakeLibrary): Handlers {
  return {
    ...batchHandlers(library),
    ...settingsHandlers(library),
    ...sourceHandlers(library),
    'page:read': () => library.page,
    'page:write': ({ key, value }) => {
      library.page[key] = value
      keepPage(library)
    },
    ...recipeHandlers(library),
    ...historyHandlers(library),
    ...findingHandlers(library),
    ...reviewHandlers(library),
    ...careHandlers(library),
    ...booksHandlers(library),
  }
}

/** The page comes back to what it wrote, as it does with a main process that outlives it. */
function keepPage({ page }: FakeLibrary): void {
  sessionStorage.setItem('fake-page', JSON.stringify(page))
}

export function readKeptPage(library: FakeLibrary): void {
  Object.assign(library.page, JSON.parse(sessionStorage.getItem('fake-page') ?? '{}'))
}

type SourceChannel = Exclude<
  Extract<keyof Handlers, `intake:${string}` | `sources:${string}` | `folders:${string}`>,
  'folders:search'
>

function sourceHandlers(library: FakeLibrary): Pick<Handlers, SourceChannel> {
  return {
    'intake:read': () => library.intake,
    'intake:choose': () => addSources(library, 24),
    'intake:add-typed': () => addSources(library, 12),
    'intake:complete': ({ text }) => complete(text),
    'intake:samples': () => addSources(library, 6),
    'intake:confirm': () => undefined,
    'intake:stop': () => tellIntake(library, { phase: 'idle', found: 0 }),
    'sources:list': ({ after, limit }) => ({
      rows: library.sources.filter(({ id }) => id > after).slice(0, limit),
      total: library.sources.length,
    }),
    'sources:details': ({ id }) => {
      const row = library.sources.find((source) => source.id === id)
      if (row === undefined) throw new AppError('file-missing', 'It is not on the table any more.')
      const results = library.batches.flatMap((batch) =>
        (library.items.get(batch.id) ?? []).filter((item) => item.sourceId === id).flatMap((item) => item.outputs),
      )
      return { row, path: `/home/ada/Pictures/${row.folder}/${row.name}`, facts: null, failure: null, results }
    },
    'sources:remove': ({ selection }) => {
      const wanted = 'all' in selection ? null : new Set(selection.ids)
      const removed = library.sources.filter(({ id }) => wanted === null || wanted.has(id))
      const undo = `undo-${library.removed.size + 1}`
      library.removed.set(undo, removed)
      library.sources = library.sources.filter((source) => !removed.includes(source))
      tellWhole(library)
      return { removed: removed.length, undo }
    },
    'sources:restore': ({ undo }) => {
      library.sources = [...library.sources, ...(library.removed.get(undo) ?? [])].sort((a, b) => a.id - b.id)
      tellWhole(library)
    },
    'folders:choose': () => ({ id: 'chosen', path: '/home/ada/Pictures/Results' }),
    'folders:check': () => undefined,
    'folders:default': () => '/home/ada/Pictures/shoot-12/Lightbench',
    'folders:typed': ({ path }) => {
      if (!path.startsWith('/home/')) throw new AppError('output-unwritable', `“${path}” cannot be written to.`)
      return { id: `typed:${path}`, path }
    },
  }
}

function complete(text: string): readonly string[] {
  const known = ['/home/ada/', '/home/ada/Pictures/', '/home/ada/Pictures/shoot-12/', '/home/ada/Documents/']
  return known.filter((path) => path.startsWith(text) && path !== text)
}

/** Adds pictures a few at a time, telling of it as a real intake does. */
function addSources(library: FakeLibrary, count: number): void {
  const first = (library.sources.at(-1)?.id ?? -1) + 1
  let added = 0
  const step = (): void => {
    const rows: SourceRow[] = []
    for (; rows.length < 8 && added < count; added += 1) rows.push(generateSource(first + added))
    library.sources = [...library.sources, ...rows]
    library.emit({ name: 'sources', payload: { total: library.sources.length, rows, isWhole: false } })
    if (added < count) {
      tellIntake(library, { phase: 'looking', found: added })
      setTimeout(step, 300)
      return
    }
    const leftOut = [{ path: '/home/ada/Pictures/shoot-12/.DS_Store', reason: 'junk' as const }]
    library.intake = {
      phase: 'idle',
      found: 0,
      received: null,
      last: { added, known: 0, duplicates: 1, leftOutCount: leftOut.length, leftOut, cutOff: null },
    }
    library.emit({ name: 'intake', payload: library.intake })
  }
  step()
}

function tellIntake(library: FakeLibrary, change: { phase: 'idle' | 'looking'; found: number }): void {
  library.intake = { ...library.intake, ...change }
  library.emit({ name: 'intake', payload: library.intake })
}

function tellWhole(library: FakeLibrary): void {
  library.emit({ name: 'sources', payload: { total: library.sources.length, rows: [], isWhole: true } })
}

type RecipeChannel = Extract<keyof Handlers, `recipes:${string}` | `references:${string}`>

function recipeHandlers(library: FakeLibrary): Pick<Handlers, RecipeChannel> {
  const gone = new Map<string, (typeof library.recipes)[number]>()
  const named = (id: string) => {
    const row = library.recipes.find((recipe) => recipe.id === id)
    if (row === undefined) throw new AppError('invalid-request', 'There is no such recipe any more.')
    return row
  }
  return {
    'recipes:list': () => library.recipes,
    'recipes:save': ({ id, name, recipe }) => {
      const references = recipe.references.map((reference) => ({ id: reference, name: reference, picture: reference }))
      const row = {
        id: id ?? `recipe-${library.recipes.length + gone.size + 1}`,
        name,
        updatedAt: new Date().toISOString(),
        recipe: { ...recipe, references },
      }
      library.recipes = [row, ...library.recipes.filter((old) => old.id !== row.id)]
      return row
    },
    'recipes:remove': ({ id }) => {
      gone.set(id, named(id))
      library.recipes = library.recipes.filter((recipe) => recipe.id !== id)
    },
    'recipes:restore': ({ id }) => {
      const row = gone.get(id)
      if (row !== undefined) library.recipes = [row, ...library.recipes]
    },
    'recipes:export': ({ id }) => ({ kind: 'text', fileName: 'recipe.json', text: JSON.stringify(named(id).recipe) }),
    'recipes:import': () => {
      throw new AppError('invalid-request', 'This file is not a recipe.')
    },
    'references:add': ({ sourceId }) => ({
      id: `source-${sourceId}`,
      name: generateSource(sourceId).name,
      picture: `source-${sourceId}`,
    }),
    'references:renew': ({ ids }) => ids.map((id) => ({ id, name: id, picture: id })),
  }
}
