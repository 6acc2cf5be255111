import { AppError, toFailure, type Failure } from '../../shared/errors.ts'
import type { ReconcileState } from '../../shared/ipc/spend-rows.ts'
import { serviceIds, type ServiceId } from '../../shared/models/model.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { Logger } from '../log/logger.ts'
import { daysOf } from '../spend/calendar.ts'
import type { SpendQuery } from '../spend/overview.ts'
import { reconcile, type ReconcileDependencies } from '../spend/reconcile.ts'

/** The comparison with the services that a window asked for; it goes on while the window does something else. */
export interface Reconciling {
  state(): ReconcileState
  /** Throws `invalid-request` while one is under way. */
  start(query: SpendQuery): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

interface Dependencies extends ReconcileDependencies {
  readonly log: Pick<Logger, 'error'>
  readonly onState: (state: ReconcileState) => void
}

const tellMs = 100
const idle: ReconcileState = {
  phase: 'idle',
  mode: 'paid',
  from: '',
  to: '',
  read: 0,
  results: [],
  failures: [],
  endedAt: null,
}

export function createReconciling({ log, onState, ...dependencies }: Dependencies): Reconciling {
  let state = idle
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | null = null
  const coalescer = createCoalescer(() => onState(state), { intervalMs: tellMs })
  return {
    state: () => state,
    start: (query) => {
      if (running !== null) throw new AppError('invalid-request', 'The services are being asked already.')
      daysOf(query)
      const ending = new AbortController()
      change({ ...idle, ...query, phase: 'asking' })
      running = { ending, ended: run(query, ending.signal) }
    },
    stop: async () => {
      running?.ending.abort(new AppError('cancelled', 'Asking the services was stopped.'))
      await running?.ended
    },
  }

  function change(next: Partial<ReconcileState>): void {
    state = { ...state, ...next }
    coalescer.poke()
  }

  /** One service that cannot be asked is no reason not to ask the other. */
  async function run(query: SpendQuery, signal: AbortSignal): Promise<void> {
    for (const service of serviceIds) {
      if (signal.aborted) break
      const outcome = await ask(query, service, signal)
      if (signal.aborted) break
      if ('failure' in outcome) change({ failures: [...state.failures, { service, failure: outcome.failure }] })
      else change({ results: [...state.results, outcome] })
    }
    change({ phase: signal.aborted ? 'stopped' : 'done', endedAt: dependencies.now().toISOString() })
    running = null
    coalescer.flush()
  }

  async function ask(query: SpendQuery, service: ServiceId, signal: AbortSignal) {
    try {
      const onRead = (records: number): void => change({ read: state.read + records })
      return await reconcile(dependencies, { ...query, service, signal, onRead })
    } catch (thrown) {
      if (!(thrown instanceof AppError) && !signal.aborted) log.error('a service was not compared with', thrown)
      return { failure: toFailure(thrown) } satisfies { readonly failure: Failure }
    }
  }
}
