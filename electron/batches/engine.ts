import type { EventEmitter } from 'node:events'
import type { Mode } from '../../shared/domain/item.ts'
import { AppError } from '../../shared/errors.ts'
import type { ModelDeclaration, ServiceId } from '../../shared/models/model.ts'
import type { Batch, Batches } from '../history/batches.ts'
import type { Outputs } from '../history/outputs.ts'
import type { Sources } from '../history/sources.ts'
import type { Images } from '../images/images.ts'
import type { ChargePage, ChargeRange } from '../providers/charges.ts'
import type { Balance } from '../providers/provider.ts'
import { createBatchRuns, type BatchRunDependencies, type BatchRuns, type EngineEvents } from './batch-runs.ts'
import type { Views } from './batch-view.ts'
import type { Decisions } from './decisions.ts'
import { makePlan, type Plan } from './plan/plan.ts'
import type { PlanProgress, PlanRequest } from './plan/plan-request.ts'

/** The services of one mode: real ones, or the practice servers. */
export interface Services {
  balance(service: ServiceId, signal: AbortSignal): Promise<Balance>
  /** Tries the key that is kept, or the one given. */
  testKey(service: ServiceId, signal: AbortSignal, key?: string): Promise<void>
  /** What the service has on record of what it charged, newest first; only reads. */
  charges(service: ServiceId, range: ChargeRange, signal: AbortSignal): AsyncIterable<ChargePage>
  /** Throws `missing-key` or a `keychain-*` code. */
  key(service: ServiceId): Promise<string>
}

export interface PlanOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: PlanProgress) => void
}

/**
 * The engine behind every face: plans, runs and repairs batches of one library. Running needs the library's lease,
 * which its host takes; everything else may be done beside another process that runs.
 */
export interface Engine extends BatchRuns {
  readonly events: EventEmitter<EngineEvents>
  readonly views: Views
  readonly batches: Batches
  readonly decisions: Decisions
  services(mode: Mode): Promise<Services>
  /** The services of a mode if something asked for them before: asking for practice starts its servers. */
  openedServices(mode: Mode): Promise<Services> | null
  /** Looks, names, skips and prices; stores and sends nothing. */
  plan(request: PlanRequest, options: PlanOptions): Promise<Plan>
  /** Keeps a plan as a batch that has not started; its quote binds the run. */
  store(plan: Plan): Batch
}

export interface EngineDependencies extends BatchRunDependencies {
  readonly sources: Sources
  readonly outputs: Outputs
  readonly decisions: Decisions
  readonly images: Images
  readonly now: () => Date
  readonly services: (mode: Mode) => Promise<Services>
  readonly openedServices: (mode: Mode) => Promise<Services> | null
}

export function createEngine(dependencies: EngineDependencies): Engine {
  const { batches, events, views, decisions, services, openedServices } = dependencies
  return {
    events,
    views,
    batches,
    decisions,
    services,
    openedServices,
    plan: (request, options) =>
      makePlan(request, {
        ...dependencies,
        ...options,
        balance: (model, question) => askBalance(dependencies, model, question),
      }),
    store: (plan) => store(dependencies, plan),
    ...createBatchRuns(dependencies),
  }
}

interface BalanceQuestion {
  readonly mode: Mode
  readonly signal: AbortSignal
}

/** A balance is a courtesy of the quote: a key that is missing or wrong is met when the run asks for it. */
async function askBalance(
  { services }: EngineDependencies,
  model: ModelDeclaration,
  { mode, signal }: BalanceQuestion,
): Promise<Balance | null> {
  // Practice opens its servers only for a run: planning may go on beside another process that practises.
  if (model.provider === 'local' || mode === 'practice') return null
  try {
    return await (await services(mode)).balance(model.provider, signal)
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
    return { service: model.provider, amount: null, note: thrown.message }
  }
}

function store(
  { database, batches, items }: EngineDependencies,
  { batchId, request, model, quote, items: planned }: Plan,
): Batch {
  const { mode, recipe, outputFolder, cap } = request
  return database.transaction('full', () => {
    const batch = batches.insert({ id: batchId, mode, declaration: model, recipe, quote, outputFolder, cap })
    items.insert(planned)
    return batch
  })
}
