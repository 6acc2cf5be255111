import type { Clock } from '../clock.ts'

/** Wakes whoever waits for a run when something says it has ended. A hint is never believed, only followed by a look. */
export interface RunHints {
  /** Resolves after `ms`, or as soon as `tell` names the run. */
  wait(runId: string, ms: number, signal: AbortSignal): Promise<void>
  tell(runId: string): void
}

export function createRunHints(clock: Clock): RunHints {
  const waiting = new Map<string, AbortController>()
  return {
    wait: async (runId, ms, signal) => {
      const hint = new AbortController()
      waiting.set(runId, hint)
      try {
        await clock.sleep(ms, AbortSignal.any([signal, hint.signal]))
      } catch (thrown) {
        if (!hint.signal.aborted || signal.aborted) throw thrown
      } finally {
        waiting.delete(runId)
      }
    },
    tell: (runId) => waiting.get(runId)?.abort(),
  }
}
