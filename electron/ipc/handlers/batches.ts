import type { RecipeView } from '../../../shared/ipc/rows.ts'
import type { Recipe } from '../../../shared/domain/recipe.ts'
import type { BatchDecisions } from '../../desk/batch-decisions.ts'
import type { BatchRows } from '../../desk/batch-rows.ts'
import type { ItemRows } from '../../desk/item-rows.ts'
import type { Runs } from '../../desk/runs.ts'
import type { Batches } from '../../history/batches.ts'
import type { Handlers } from '../dispatch.ts'

interface Dependencies {
  readonly batches: Batches
  readonly runs: Runs
  readonly decisions: BatchDecisions
  readonly batchRows: BatchRows
  readonly itemRows: ItemRows
  readonly toRecipeView: (recipe: Recipe) => RecipeView
  readonly folderOf: (id: string) => string
}

type BatchChannel =
  | 'batches:list'
  | 'batches:read'
  | 'batches:items'
  | 'batches:pause'
  | 'batches:resume'
  | 'batches:cancel'
  | 'batches:retry'
  | 'batches:resolve'
  | 'batches:set-cap'
  | 'batches:set-folder'
  | 'items:read'

export function createBatchHandlers(dependencies: Dependencies): Pick<Handlers, BatchChannel> {
  const { batches, runs, decisions, batchRows, itemRows } = dependencies
  /** Throws for a batch there is not, before anything is done about it. */
  const known = (id: string): string => batches.get(id).id
  return {
    'batches:list': ({ before, limit }) => ({
      rows: batches.page(before, limit).map((batch) => batchRows.of(batch)),
      total: batches.count(),
    }),
    'batches:read': ({ id }) => {
      const batch = batches.get(id)
      return { row: batchRows.of(batch), quote: batch.quote, recipe: dependencies.toRecipeView(batch.recipe) }
    },
    'batches:items': ({ id, after, limit }) => itemRows.ofBatch(known(id), { after, limit }),
    'batches:pause': ({ id }) => runs.pause(known(id)),
    'batches:resume': ({ id }) => runs.resume(known(id)),
    'batches:cancel': ({ id }) => runs.cancel(known(id)),
    'batches:retry': (input) => decisions.retry(input),
    'batches:resolve': (input) => decisions.resolve(input),
    'batches:set-cap': (input) => decisions.setCap(input),
    'batches:set-folder': ({ id, folder }) => decisions.setFolder(known(id), dependencies.folderOf(folder)),
    'items:read': ({ id }) => itemRows.details(id),
  }
}
