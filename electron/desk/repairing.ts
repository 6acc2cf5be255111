import { AppError, toFailure } from '../../shared/errors.ts'
import type { RepairState } from '../../shared/ipc/check-rows.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { Logger } from '../log/logger.ts'
import type { Repair } from '../repair/repair.ts'

/** The repair that a window asked for; it goes on while the window does something else. */
export interface Repairing {
  state(): RepairState
  /** Throws `invalid-request` while one is under way. */
  start(folders: readonly string[]): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
}

interface Dependencies {
  readonly repair: Repair
  readonly log: Pick<Logger, 'error'>
  readonly onState: (state: RepairState) => void
  readonly onChanged: () => void
}

const tellMs = 100
const idle: RepairState = { phase: 'idle', done: 0, total: null, report: null, failure: null }

export function createRepairing({ repair, log, onState, onChanged }: Dependencies): Repairing {
  let state = idle
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | null = null
  const coalescer = createCoalescer(() => onState(state), { intervalMs: tellMs })
  return {
    state: () => state,
    start: (folders) => {
      if (running !== null) throw new AppError('invalid-request', 'A repair is under way already.')
      const ending = new AbortController()
      change({ ...idle, phase: 'reading' })
      running = { ending, ended: run(folders, ending.signal) }
    },
    stop: async () => {
      running?.ending.abort(new AppError('cancelled', 'The repair was stopped.'))
      await running?.ended
    },
  }

  function change(next: Partial<RepairState>): void {
    state = { ...state, ...next }
    coalescer.poke()
  }

  async function run(folders: readonly string[], signal: AbortSignal): Promise<void> {
    try {
      const report = await repair.run({ folders, signal, onProgress: change })
      change({ phase: 'done', report })
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log.error('the repair failed', thrown)
      change({ phase: signal.aborted ? 'stopped' : 'failed', failure: signal.aborted ? null : toFailure(thrown) })
    } finally {
      running = null
      onChanged()
      coalescer.flush()
    }
  }
}
