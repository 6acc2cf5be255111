import type { RunflowContext } from './context.ts'
import { endsAtMs, isDue } from './progress.ts'
import { makeResult } from './run-result.ts'
import type { RunRow } from './rows.ts'

/** The runs of the practice Runflow. They go on with time alone, across restarts, whether anybody reads them or not. */
export interface Runs {
  /** Keeps a run and starts it. */
  accept(run: RunRow): void
  /** The run as it stands now, ended if its time has come; undefined for an unknown id. Counts as a read. */
  read(id: string): Promise<RunRow | undefined>
  /** Ends every run whose time has come. */
  settle(): Promise<void>
}

export function createRuns(context: RunflowContext, onEnded: (run: RunRow) => void): Runs {
  const { clock, tables, signal } = context
  const polls = new Map<string, number>()
  const working = new Set([...tables.runs.rows()].filter(({ end }) => end === null).map(({ id }) => id))
  const ending = new Map<string, Promise<RunRow>>()
  for (const id of working) follow(id)

  return { accept, read, settle }

  function accept(run: RunRow): void {
    tables.runs.put(run.id, run)
    working.add(run.id)
    follow(run.id)
  }

  async function read(id: string): Promise<RunRow | undefined> {
    const ended = await advance(id)
    polls.set(id, (polls.get(id) ?? 0) + 1)
    return ended
  }

  async function settle(): Promise<void> {
    await Promise.all([...working].map(advance))
  }

  async function advance(id: string): Promise<RunRow | undefined> {
    const run = tables.runs.get(id)
    if (!run || run.end || !isDue(run, clock.nowMs(), polls.get(id) ?? 0)) return run
    const already = ending.get(id)
    if (already) return already
    const result = end(run).finally(() => ending.delete(id))
    ending.set(id, result)
    return result
  }

  async function end(run: RunRow): Promise<RunRow> {
    const ended = await endRun(run, context)
    if (ended.end === null) return run
    working.delete(run.id)
    polls.delete(run.id)
    onEnded(ended)
    return ended
  }

  /** Waits for a run's time in the background; one that counts its reads is ended by them. */
  function follow(id: string): void {
    watch(id).catch(context.report)
  }

  async function watch(id: string): Promise<void> {
    await Promise.resolve() // A run accepted inside `atomically` is in the table from the next turn on.
    let run = tables.runs.get(id)
    while (run && run.end === null && run.plan.workingPolls === 0) {
      const isTime = await clock.wait(Math.max(0, endsAtMs(run) - clock.nowMs()), signal)
      if (!isTime) return
      run = await advance(id)
    }
  }
}

/** Keeps the end of a run with its pictures; the run as it was when practice mode closes meanwhile. */
async function endRun(run: RunRow, context: RunflowContext): Promise<RunRow> {
  const { tables, store, signal } = context
  const { end, outputs } = await makeResult(run, context)
  if (signal.aborted) return run
  const ended: RunRow = { ...run, end }
  store.atomically(() => {
    for (const output of outputs) tables.outputs.put(output.id, output)
    tables.runs.put(run.id, ended)
  })
  return ended
}
