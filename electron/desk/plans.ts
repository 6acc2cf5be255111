import { randomUUID } from 'node:crypto'
import type { Inputs } from '../../shared/ipc/inputs.ts'
import type { AgainView } from '../../shared/ipc/history-rows.ts'
import type { PlanView } from '../../shared/ipc/rows.ts'
import { AppError } from '../../shared/errors.ts'
import type { Recipe } from '../../shared/domain/recipe.ts'
import type { App } from '../app.ts'
import type { Plan } from '../batches/plan/plan.ts'
import type { PlanProgress, PlanRequest } from '../batches/plan/plan-request.ts'
import { readCap } from '../batches/plan/read-cap.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import { checkOutputFolder } from '../library/output-folder.ts'
import { readAgainRequest } from '../review/again/again-request.ts'
import { capsOf } from '../settings/settings-schema.ts'
import { defaultFolderOf } from './default-folder.ts'
import type { PageEvents } from './page-events.ts'
import type { Table } from '../table/table.ts'
import { selectedFiles } from './selected-files.ts'

type PlanInput = Inputs['plan:make']
type AgainInput = Inputs['plan:again']

/** Quotes the page asked for. They are kept in memory until their user says yes. */
export interface Plans {
  /** Ends the one that is being made, which then rejects as `cancelled`. */
  make(input: PlanInput): Promise<PlanView>
  /** A quote for doing earlier items again; otherwise as `make`. Nothing is sent without a yes to it either. */
  again(input: AgainInput): Promise<AgainView>
  cancel(): void
  /**
   * Stores the plan as a batch and has it run: the user's yes. A second call answers with the same batch. Throws
   * `missing-key` or a `keychain-*` code where a paid batch could not start, and then the yes is not taken.
   */
  run(planId: string): Promise<{ readonly batchId: string }>
}

interface Dependencies {
  readonly app: App
  readonly table: Pick<Table, 'get' | 'page' | 'roots'>
  readonly pageEvents: Pick<PageEvents, 'tell'>
  readonly toRecipe: (input: PlanInput['recipe']) => Recipe
  readonly folderOf: (id: string) => string
  /** Throws where nothing may be started any more. */
  readonly checkMayStart: () => void
  readonly start: (batchId: string) => void
  readonly onFolderUsed: (folder: string) => void
}

/** A plan holds an entry for every picture, so only the latest few stay. */
const plansKept = 3
const startsKept = 50
const progressMs = 100

export function createPlans(dependencies: Dependencies): Plans {
  const plans = new Map<string, Plan>()
  const starts = new Map<string, Promise<{ readonly batchId: string }>>()
  const maker = createMaker(dependencies)
  return {
    make: async (input) => keep(await maker.make(() => readRequest(dependencies, input))),
    again: async ({ items, ...input }) => {
      const { app } = dependencies
      const caps = capsOf(await app.settings.read())
      const asked = await readAgainRequest(
        { items: app.items, batches: app.engine.batches },
        { ...input, itemIds: items, caps: ({ mode }) => (mode === 'paid' ? caps.batch : null) },
      )
      const plan = await maker.make(() => Promise.resolve(asked.request))
      return { ...keep(plan), left: [...asked.left, ...plan.left], repeatable: plan.model.isRepeatable }
    },
    cancel: () => maker.cancel(),
    run: (planId) => {
      const starting = starts.get(planId) ?? begin(planId)
      starts.set(planId, starting)
      // A yes that could not be taken may be given again.
      starting.catch(() => starts.delete(planId))
      dropOldest(starts, startsKept)
      return starting
    },
  }

  function keep(plan: Plan): PlanView {
    const planId = randomUUID()
    plans.set(planId, plan)
    dropOldest(plans, plansKept)
    return { planId, quote: plan.quote, total: plan.items.length }
  }

  async function begin(planId: string): Promise<{ readonly batchId: string }> {
    const plan = plans.get(planId)
    if (plan === undefined) throw new AppError('invalid-request', 'This quote is too old; ask for a new one.')
    await checkStart(dependencies.app, plan)
    dependencies.checkMayStart()
    const { id } = dependencies.app.engine.store(plan)
    plans.delete(planId)
    dependencies.start(id)
    dependencies.onFolderUsed(plan.request.outputFolder)
    return { batchId: id }
  }
}

/** Makes one plan at a time: the one that is wanted last. */
function createMaker(dependencies: Dependencies) {
  let making: AbortController | null = null
  return {
    cancel: (): void => making?.abort(unwanted()),
    make: async (readRequest: () => Promise<PlanRequest>): Promise<Plan> => {
      making?.abort(unwanted())
      const mine = new AbortController()
      making = mine
      const progress = createProgress(dependencies, () => making === mine)
      try {
        const request = await readRequest()
        mine.signal.throwIfAborted()
        const plan = await dependencies.app.engine.plan(request, { signal: mine.signal, onProgress: progress.tell })
        mine.signal.throwIfAborted()
        return plan
      } finally {
        progress.end()
        if (making === mine) making = null
      }
    },
  }
}

function unwanted(): AppError {
  return new AppError('cancelled', 'The quote is not wanted any more.')
}

/** The mode and the caps are those of the settings at this moment; the quote binds them. */
async function readRequest(dependencies: Dependencies, input: PlanInput): Promise<PlanRequest> {
  const { app, table, toRecipe, folderOf } = dependencies
  const settings = await app.settings.read()
  const { mode } = settings.window
  const found = await selectedFiles(table, input.selection, input.sample)
  if (found.length === 0) throw new AppError('invalid-request', 'There are no pictures to edit.')
  const cap = input.cap === null ? null : readCap(input.cap)
  const chosen = input.outputFolder === null ? settings.output.folder : folderOf(input.outputFolder)
  return {
    paths: [],
    found,
    recipe: toRecipe(input.recipe),
    mode,
    outputFolder: chosen ?? (await defaultFolderOf(dependencies, input.selection)),
    cap: mode === 'paid' ? (cap ?? capsOf(settings).batch) : cap,
    csv: null,
    again: input.again,
  }
}

/** What would stop the batch at once is said before anybody agrees to pay. */
async function checkStart({ engine }: App, { request, model, quote }: Plan): Promise<void> {
  await checkOutputFolder(request.outputFolder)
  if (request.mode === 'practice' || model.provider === 'local' || quote.send === 0) return
  await (await engine.services('paid')).key(model.provider)
}

function createProgress({ pageEvents }: Dependencies, isWanted: () => boolean) {
  let latest: PlanProgress | null = null
  const coalescer = createCoalescer(() => pageEvents.tell({ name: 'plan', payload: latest }), {
    intervalMs: progressMs,
  })
  return {
    tell: (progress: PlanProgress): void => {
      latest = progress
      if (isWanted()) coalescer.poke()
    },
    /** The one that came after it tells how far it is itself. */
    end: (): void => {
      coalescer.stop()
      if (isWanted()) pageEvents.tell({ name: 'plan', payload: null })
    },
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}
