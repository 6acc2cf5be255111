import { Lock } from 'lucide-react'
import { useEffect } from 'react'
import { RequestFailure } from '../api/request.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { useFrom, useStores } from './stores.ts'
import './busy-notice.css'

const lookAgainMs = 10_000

/** Says that another Lightbench works with this library, so that batches here wait for it. */
export function BusyNotice() {
  const t = useTranslate()
  const { request, settings } = useStores()
  const holder = useFrom('settings', ({ app }) => app?.busyElsewhere ?? null)
  useEffect(() => {
    if (holder === null) return undefined
    const timer = setInterval(() => {
      request('app:read').then(
        (app) => settings.setState({ app }),
        (thrown: unknown) => {
          // It is asked again soon; the connection says by itself when it is lost.
          if (!(thrown instanceof RequestFailure)) throw thrown
        },
      )
    }, lookAgainMs)
    return () => clearInterval(timer)
  }, [holder, request, settings])
  if (holder === null) return null
  return (
    <div className="busy-notice" role="status">
      <Lock size={14} aria-hidden="true" />
      <span>{t('shell.busy', { holder })}</span>
    </div>
  )
}
