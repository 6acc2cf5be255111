import type { BatchView } from '../../batches/batch-view.ts'
import type { CliHost } from './cli-host.ts'
import { createEta, progressLine, progressText, standingOf } from './progress.ts'

const redrawMs = 150
const checkMs = 1_000
const quietMs = 10_000

/** Shows how a batch comes along until the returned function is called: a line drawn over, or now and then a new one. */
export function showProgress({ terminal, clock, every }: CliHost, read: () => BatchView): () => void {
  const begun = { settled: standingOf(read()).settled, atMs: clock.monotonicMs() }
  const eta = createEta(begun)
  const stop = terminal.canRedraw ? every(redrawMs, redraw) : every(checkMs, createPlainSteps())
  if (terminal.canRedraw) redraw()
  return () => {
    stop()
    if (terminal.canRedraw) terminal.redraw('')
  }

  function redraw(): void {
    const standing = standingOf(read())
    terminal.redraw(progressLine(standing, eta(standing, clock.monotonicMs()), terminal.width))
  }

  /** A line where a tenth more is settled, or ten seconds have passed. */
  function createPlainSteps(): () => void {
    let last = { tenth: tenthOf(begun.settled, standingOf(read()).total), atMs: begun.atMs }
    return () => {
      const standing = standingOf(read())
      const tenth = tenthOf(standing.settled, standing.total)
      const nowMs = clock.monotonicMs()
      if (tenth === last.tenth && nowMs - last.atMs < quietMs) return
      last = { tenth, atMs: nowMs }
      terminal.note(progressText(standing, eta(standing, nowMs)))
    }
  }
}

function tenthOf(settled: number, total: number): number {
  return total === 0 ? 10 : Math.floor((settled * 10) / total)
}
