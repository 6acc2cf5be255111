import { fromRecipeInput, toRecipeView } from '../recipes/recipe-view.ts'
import { createBatchDecisions } from './batch-decisions.ts'
import { createBatchEvents } from './batch-events.ts'
import { createBatchRows } from './batch-rows.ts'
import type { DeskOptions } from './create-desk.ts'
import type { Shared } from './desk-parts.ts'
import type { Activity, DeskHost } from './desk.ts'
import { createItemRows } from './item-rows.ts'
import { createPaces } from './pace.ts'
import type { PageEvents } from './page-events.ts'
import { createPlans } from './plans.ts'
import { createRuns } from './runs.ts'
import { createTallies } from './tallies.ts'

/** How this process calls itself to others that want the library. */
const hostNames: Readonly<Record<DeskHost['kind'], string>> = {
  desktop: 'the Lightbench window',
  browser: 'Lightbench in the browser',
}

interface WorkParts extends Shared {
  readonly pageEvents: PageEvents
  readonly activities: { tell(activity: Activity): void }
}

/** Plans and runs, and what is told of them. */
export function createWork({ app, host, log }: DeskOptions, parts: WorkParts) {
  const { pictures, paths, table, settings, pageEvents, activities, tellTable } = parts
  const folderOf = (id: string): string => paths.find(id)
  const paces = createPaces(() => app.clock.monotonicMs())
  const onChanged = (batchId: string): void => events.changed(batchId)
  const runs = createRuns({ app, hostName: hostNames[host.kind], log, onChanged })
  const tallies = createTallies({ app, isActive: (batchId) => runs.activityOf(batchId) !== 'none' })
  const batchRows = createBatchRows({ app, tallies, pictures, runs, paces })
  const itemRows = createItemRows({ app, pictures, sourceIdOf: (path) => table.idOfPath(path) })
  const events = createBatchEvents({
    app,
    batchRows,
    itemRows,
    tallies,
    paces,
    runs,
    pageEvents,
    onActivity: (activity) => activities.tell(activity),
    onSources: (ids) => tellTable({ ids, isWhole: false }),
    log,
  })
  const decisions = createBatchDecisions({ app, runs, onChanged })
  const plans = createPlans({
    app,
    table,
    pageEvents,
    toRecipe: (input) => fromRecipeInput(input, { paths }),
    folderOf,
    checkMayStart: () => runs.refuseWhileLeaving(),
    start: (batchId) => runs.goOn(batchId, null),
    onFolderUsed: (folder) => {
      // The batch has started; a folder that is not offered again is no reason to say it has not.
      settings.rememberFolder(folder).catch((thrown: unknown) => log.error('a folder is not remembered', thrown))
    },
  })
  const batchParts = {
    batches: app.engine.batches,
    runs,
    decisions,
    batchRows,
    itemRows,
    toRecipeView: (recipe: Parameters<typeof toRecipeView>[0]) => toRecipeView(recipe, { paths, pictures }),
    folderOf,
  }
  return { runs, events, plans, batchParts }
}
