import type { App } from '../app.ts'
import { createDispatch, type Handlers } from '../ipc/dispatch.ts'
import { createAppHandlers } from '../ipc/handlers/app.ts'
import { createBatchHandlers } from '../ipc/handlers/batches.ts'
import { createFolderHandlers } from '../ipc/handlers/folders.ts'
import { createIntakeHandlers } from '../ipc/handlers/intake.ts'
import { createKeyHandlers } from '../ipc/handlers/keys.ts'
import { createPageHandlers } from '../ipc/handlers/page.ts'
import { createPlanHandlers } from '../ipc/handlers/plans.ts'
import { createRecipeHandlers } from '../ipc/handlers/recipes.ts'
import { createReferenceHandlers } from '../ipc/handlers/references.ts'
import { createSourceHandlers } from '../ipc/handlers/sources.ts'
import type { Logger } from '../log/logger.ts'
import { fromRecipeInput, toRecipeView } from '../recipes/recipe-view.ts'
import { createRecipes } from '../recipes/recipes.ts'
import { createPageState } from '../table/page-state.ts'
import { createBatchDecisions } from './batch-decisions.ts'
import { createBatchEvents } from './batch-events.ts'
import { createBatchRows } from './batch-rows.ts'
import { defaultFolderOf } from './default-folder.ts'
import type { Activity, Desk, DeskHost } from './desk.ts'
import { makeImportFolder } from './import-folder.ts'
import { createItemRows } from './item-rows.ts'
import { createKeys } from './keys.ts'
import { createOutputRows } from './output-rows.ts'
import { createPaces } from './pace.ts'
import { createListeners, type PageEvents } from './page-events.ts'
import { createPlans } from './plans.ts'
import { createRuns } from './runs.ts'
import { createShared, type Shared } from './desk-parts.ts'
import { createTallies } from './tallies.ts'

export interface DeskOptions {
  readonly app: App
  readonly host: DeskHost
  readonly log: Pick<Logger, 'error' | 'addSecret' | 'flush'>
}

/** How this process calls itself to others that want the library. */
const hostNames: Readonly<Record<DeskHost['kind'], string>> = {
  desktop: 'the Lightbench window',
  browser: 'Lightbench in the browser',
}

/** Builds everything behind one window and hands each part what it needs. The app stays its owner's to close, after `leave`. */
export function createDesk({ app, host, log }: DeskOptions): Desk {
  const pageEvents: PageEvents = createListeners(log)
  const activities = createListeners<Activity>(log)
  const leaving = new AbortController()
  const shared = createShared({ app, log }, pageEvents)
  const work = createWork({ app, host, log }, { ...shared, pageEvents, activities })
  const { intake, settings, pictureFiles } = shared
  const handlers: Handlers = {
    ...createTableHandlers({ app, host, log }, shared),
    ...createAppHandlers({ app, host, log, runs: work.runs, settings }),
    ...createPlanHandlers(work.plans),
    ...createBatchHandlers(work.batchParts),
    ...createKeyHandlers(
      createKeys({
        app,
        log,
        mode: settings.mode,
        leaving: leaving.signal,
        onChanged: (payload) => pageEvents.tell({ name: 'keys', payload }),
      }),
    ),
  }
  const dispatch = createDispatch(handlers, log)
  return {
    dispatch: async (channel, input) => {
      await settings.ready
      return dispatch(channel, input)
    },
    onEvent: pageEvents.listen,
    onActivity: activities.listen,
    addPaths: (paths) => intake.add(paths),
    receiving: (received) => intake.receiving(received),
    makeImportFolder: () => makeImportFolder(app.libraryFolder, app.clock.now()),
    picture: (id, request) => pictureFiles.picture(id, request),
    begin: () => work.runs.begin(),
    leave: async () => {
      leaving.abort()
      work.plans.cancel()
      intake.stop()
      await Promise.all([work.runs.leave(), intake.ended()])
      work.events.flush()
      work.events.stop()
    },
  }
}

interface WorkParts extends Shared {
  readonly pageEvents: PageEvents
  readonly activities: { tell(activity: Activity): void }
}

/** Plans and runs, and what is told of them. */
function createWork({ app, host, log }: DeskOptions, parts: WorkParts) {
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
    history: app.history,
    toRecipeView: (recipe: Parameters<typeof toRecipeView>[0]) => toRecipeView(recipe, { paths, pictures }),
    folderOf,
  }
  return { runs, events, plans, batchParts }
}

function createTableHandlers({ app, host }: DeskOptions, shared: Shared) {
  const { database, sources, images, libraryFolder } = app
  const { pictures, paths, table, settings, intake, tellTable, now } = shared
  const outputRows = createOutputRows(database, pictures)
  return {
    ...createPageHandlers({ pageState: createPageState(database) }),
    ...createIntakeHandlers({ intake, host, libraryFolder }),
    ...createSourceHandlers({
      table,
      database,
      sources,
      images,
      outputRows,
      mode: settings.mode,
      onChanged: tellTable,
    }),
    ...createFolderHandlers({
      paths,
      host,
      defaultFolderOf: async (selection) =>
        settings.outputFolder() ?? (await defaultFolderOf({ app: { libraryFolder }, table }, selection)),
    }),
    ...createRecipeHandlers({ recipes: createRecipes({ database, now }), table, paths, pictures, host }),
    ...createReferenceHandlers({ table, paths, pictures }),
  }
}
