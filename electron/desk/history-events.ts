import type { App } from '../app.ts'
import { createCoalescer } from '../ipc/coalesce.ts'
import type { PageEvents } from './page-events.ts'

/** Tells the page that views may be asked for again, at most twice a second, and always once more behind the last change. */
export interface HistoryEvents {
  /** Something changed that no batch told: reviews, files, collections, whole libraries. */
  changed(): void
  stop(): void
}

interface Dependencies {
  readonly app: Pick<App, 'engine'>
  readonly pageEvents: Pick<PageEvents, 'tell'>
}

const intervalMs = 500

export function createHistoryEvents({ app, pageEvents }: Dependencies): HistoryEvents {
  const { events } = app.engine
  const coalescer = createCoalescer(() => pageEvents.tell({ name: 'history', payload: null }), { intervalMs })
  const changed = (): void => coalescer.poke()
  events.on('item', changed)
  events.on('batch', changed)
  return {
    changed,
    stop: () => {
      events.off('item', changed)
      events.off('batch', changed)
      coalescer.stop()
    },
  }
}
