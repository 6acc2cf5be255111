import type { MessageKey } from '../../messages/message-key.ts'
import type { MessageValues } from '../../messages/translate.ts'

/** How long something still takes, in words no finer than the estimate deserves; rounded up, never to nothing. */
export function etaText(etaMs: number): { readonly key: MessageKey; readonly values: MessageValues } {
  const seconds = Math.max(0, etaMs / 1_000)
  if (seconds <= 10) return { key: 'batch.eta.moment', values: {} }
  if (seconds <= 55) return { key: 'batch.eta.seconds', values: { count: Math.ceil(seconds / 5) * 5 } }
  const minutes = Math.ceil(seconds / 60)
  if (minutes < 60) return { key: 'batch.eta.minutes', values: { count: minutes } }
  if (minutes < 24 * 60)
    return { key: 'batch.eta.hours', values: { hours: Math.floor(minutes / 60), minutes: minutes % 60 } }
  return { key: 'batch.eta.days', values: { count: Math.ceil(minutes / (24 * 60)) } }
}
