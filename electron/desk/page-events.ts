import type { PageEvent } from '../../shared/ipc/contract.ts'
import type { Logger } from '../log/logger.ts'

/** Tells whoever listens, one after the other. */
export interface Listeners<T> {
  /** Never throws: a listener that does is logged, because what it was told about goes on. */
  tell(value: T): void
  /** Returns how to stop listening. */
  listen(listener: (value: T) => void): () => void
}

export type PageEvents = Listeners<PageEvent>

export function createListeners<T>(log: Pick<Logger, 'error'>): Listeners<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    tell: (value) => {
      for (const listener of listeners) {
        try {
          listener(value)
        } catch (thrown) {
          log.error('a listener failed', thrown)
        }
      }
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
