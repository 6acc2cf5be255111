import { EventEmitter } from 'node:events'
import { createBatchRuns, type EngineEvents } from '../../electron/batches/batch-runs.ts'
import { createViews } from '../../electron/batches/batch-view.ts'
import { createDecisions } from '../../electron/batches/decisions.ts'
import { nanoUsd } from '../../shared/domain/money.ts'
import { createFakeProvider, failure } from './fake-provider.ts'
import { createTestRun, type TestRunOptions } from './test-run.ts'

/** What an item of these batches costs at most. */
export const price = nanoUsd(40_000_000)
export const never = new AbortController().signal
export const noCaps = { batch: null, day: null, month: null }

interface TestRunsOptions extends TestRunOptions {
  readonly onClose?: () => void
}

/** Batches of a test library, started and stopped as a host does it. */
export function createTestRuns({ onClose = () => undefined, ...options }: TestRunsOptions = {}) {
  const test = createTestRun(options)
  const { id } = test.context.batch
  const views = createViews(test)
  const runs = createBatchRuns({
    ...test,
    views,
    events: new EventEmitter<EngineEvents>(),
    openRun: ({ gate, leave }) =>
      Promise.resolve({
        context: { ...test.context, gate, leave },
        mostAtOnce: 4,
        close: () => Promise.resolve(onClose()),
      }),
  })
  return {
    ...test,
    id,
    runs,
    decisions: createDecisions(test),
    start: (leave = never) => runs.run(id, { leave }),
    view: () => views.batch(test.batches.get(id)),
  }
}

/** A service that never answers a paid request and can prove that it has none. */
export function silent(): ReturnType<typeof createFakeProvider> {
  const provider = createFakeProvider()
  provider.submit = () => Promise.reject(failure('unanswered', 'outcome-unknown'))
  return provider
}

/** Lets a service tell which attempts it took, as one with runs can. */
export function rememberTaken(provider: ReturnType<typeof createFakeProvider>): ReadonlyMap<string, string> {
  const taken = new Map<string, string>()
  const { submit } = provider
  provider.submit = async (wire, attempt, call) => {
    const outcome = await submit(wire, attempt, call)
    if (outcome.kind === 'accepted') taken.set(attempt.id, outcome.runId)
    return outcome
  }
  provider.lookUp = ({ id }) => {
    const runId = taken.get(id)
    return Promise.resolve(runId === undefined ? { kind: 'absent', isProof: true } : { kind: 'found', runId })
  }
  return taken
}
