import type { FileVerdict } from '../../shared/domain/review.ts'
import { AppError, toFailure } from '../../shared/errors.ts'
import type { FindingRow, VerifyState } from '../../shared/ipc/check-rows.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { Logger } from '../log/logger.ts'
import type { Verify } from '../verify/create-verify.ts'
import type { VerifiedOutput } from '../verify/verify.ts'

/** The look at all results that a window asked for; it goes on while the window does something else. */
export interface Verifying {
  state(): VerifyState
  /** Throws `invalid-request` while one is under way. */
  start(request: { readonly batchId: string | null; readonly lookIn: readonly string[] }): void
  /** Resolves when it has ended. */
  stop(): Promise<void>
  relink(): number
}

interface Dependencies {
  readonly verify: Verify
  readonly now: () => Date
  readonly log: Pick<Logger, 'error'>
  readonly onState: (state: VerifyState) => void
  /** Verdicts, or places, were written into the library. */
  readonly onChanged: () => void
}

const tellMs = 100
const mostFindings = 1_000

const idle: VerifyState = {
  phase: 'idle',
  batchId: null,
  done: 0,
  total: 0,
  counts: {},
  findings: [],
  failure: null,
  endedAt: null,
}

export function createVerifying({ verify, now, log, onState, onChanged }: Dependencies): Verifying {
  let state = idle
  let moved: VerifiedOutput[] = []
  let running: { readonly ending: AbortController; readonly ended: Promise<void> } | null = null
  const coalescer = createCoalescer(() => onState(state), { intervalMs: tellMs })
  return {
    state: () => state,
    start: ({ batchId, lookIn }) => {
      if (running !== null) throw new AppError('invalid-request', 'Results are being verified already.')
      const ending = new AbortController()
      moved = []
      change({ ...idle, phase: 'verifying', batchId, total: verify.count(batchId) })
      running = { ending, ended: run({ batchId, lookIn, signal: ending.signal }) }
    },
    stop: async () => {
      running?.ending.abort(new AppError('cancelled', 'Verifying was stopped.'))
      await running?.ended
    },
    relink,
  }

  function change(next: Partial<VerifyState>): void {
    state = { ...state, ...next }
    coalescer.poke()
  }

  async function run(request: Parameters<Verify['run']>[0]): Promise<void> {
    try {
      for await (const output of verify.run(request)) take(output)
      change({ phase: 'done', endedAt: now().toISOString() })
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log.error('verifying failed', thrown)
      const isStopped = request.signal.aborted
      change({ phase: isStopped ? 'stopped' : 'failed', failure: isStopped ? null : toFailure(thrown) })
    } finally {
      running = null
      onChanged()
      coalescer.flush()
    }
  }

  function take(output: VerifiedOutput): void {
    const { verdict } = output
    if (verdict === 'moved') moved.push(output)
    const isFinding = verdict !== 'unchanged' && verdict !== 'replaced' && state.findings.length < mostFindings
    change({
      done: state.done + 1,
      counts: counted(state.counts, verdict, 1),
      findings: isFinding ? [...state.findings, toFinding(output)] : state.findings,
    })
  }

  function relink(): number {
    const count = verify.relink(moved)
    moved = []
    change(withoutMoved(state, count))
    onChanged()
    return count
  }
}

function withoutMoved({ counts, findings }: VerifyState, count: number): Partial<VerifyState> {
  return {
    counts: counted({ ...counts, moved: 0 }, 'unchanged', count),
    findings: findings.filter(({ verdict }) => verdict !== 'moved'),
  }
}

function counted(counts: VerifyState['counts'], verdict: FileVerdict, by: number): VerifyState['counts'] {
  return { ...counts, [verdict]: (counts[verdict] ?? 0) + by }
}

function toFinding({ id, batchNumber, source, path, verdict, foundAt }: VerifiedOutput): FindingRow {
  return { outputId: id, batchNumber, name: source, path, verdict, foundAt }
}
