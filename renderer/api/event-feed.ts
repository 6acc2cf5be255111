import type { PageEvent } from '../../shared/ipc/contract.ts'
import { connectionLost } from './request.ts'

interface FeedOptions {
  readonly url: string
  readonly onEvent: (event: PageEvent) => void
  /** Called when events may have been missed. */
  readonly onReturn: () => void
  /** Called when another process answers than before: nothing this page holds of main means anything to it. */
  readonly onOther: () => void
}

/** After this long without the host the page is told. */
const lostAfterMs = 4_000

/**
 * Listens to the events of the browser host for as long as the page lives, and comes back by itself. Resolves when it
 * listens, so that nothing is missed by who asks for the state after that; rejects where it is not let in.
 */
export function openEventFeed({ url, onEvent, onReturn, onOther }: FeedOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    let wasOpen = false
    let knownStart: string | null = null
    let lost: ReturnType<typeof setTimeout> | null = null
    open()

    function open(): void {
      const source = new EventSource(url)
      source.addEventListener('open', () => {
        if (lost !== null) clearTimeout(lost)
        lost = null
        if (wasOpen) onReturn()
        wasOpen = true
        resolve()
      })
      // The host sends what the contract says.
      source.addEventListener('message', ({ data }) => onEvent(JSON.parse(String(data)) as PageEvent))
      source.addEventListener('start', ({ data }) => {
        if (knownStart !== null && knownStart !== data) onOther()
        knownStart = String(data)
      })
      source.addEventListener('rest', () => {
        source.close()
        whenLookedAt(open)
      })
      source.addEventListener('error', () => {
        if (!wasOpen) reject(new Error(connectionLost.message))
        lost ??= setTimeout(() => onEvent({ name: 'notice', payload: connectionLost }), lostAfterMs)
        // A host that refuses is asked no more by the browser; it may be the same address again after a restart.
        if (source.readyState === EventSource.CLOSED && wasOpen) setTimeout(open, lostAfterMs)
      })
    }
  })
}

/** There are too few connections for many tabs at once, so the one that was opened first waits until it is used. */
function whenLookedAt(callback: () => void): void {
  const stop = new AbortController()
  const check = (): void => {
    if (document.visibilityState !== 'visible') return
    stop.abort()
    callback()
  }
  const { signal } = stop
  document.addEventListener('visibilitychange', check, { signal })
  window.addEventListener('focus', check, { signal })
  window.addEventListener('pointerdown', check, { signal, capture: true })
}
