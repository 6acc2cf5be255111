import type { CliHost } from './cli-host.ts'
import { countOf } from './shown-text.ts'

const redrawMs = 150
const quietMs = 10_000

interface Counted {
  readonly done: number
  /** null as long as it is not known. */
  readonly total: number | null
}

/** Shows how far work over many files is until the returned function is called: a line drawn over, or now and then a new one. */
export function showCount({ terminal, every }: CliHost, verb: string, read: () => Counted): () => void {
  const text = (): string => {
    const { done, total } = read()
    return total === null ? `${verb} …` : `${verb} ${done.toLocaleString('en')} of ${countOf(total, 'file')}`
  }
  const stop = terminal.canRedraw
    ? every(redrawMs, () => terminal.redraw(text()))
    : every(quietMs, () => terminal.note(text()))
  return () => {
    stop()
    if (terminal.canRedraw) terminal.redraw('')
  }
}
