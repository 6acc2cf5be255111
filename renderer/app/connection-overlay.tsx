import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useEffect, useRef, useState } from 'react'
import { RequestFailure } from '../api/request.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { isLoss } from './is-loss.ts'
import { useFrom, useStores } from './stores.ts'
import './connection-overlay.css'

/** Lies over the window while main does not answer, and goes by itself when it does. */
export function ConnectionOverlay() {
  const t = useTranslate()
  const isLost = useFrom('shell', ({ isConnectionLost }) => isConnectionLost)
  const isShutOut = useLookingForMain(isLost)
  return (
    <AlertDialog.Root open={isLost}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog__backdrop connection-overlay__backdrop" />
        <AlertDialog.Popup className="dialog connection-overlay" data-size="s">
          <header className="dialog__head">
            <AlertDialog.Title className="dialog__title">
              {t(isShutOut ? 'shell.shut-out-title' : 'shell.lost-title')}
            </AlertDialog.Title>
          </header>
          <AlertDialog.Description className="dialog__body">
            {t(isShutOut ? 'shell.shut-out-body' : 'shell.lost-body')}
          </AlertDialog.Description>
          <footer className="dialog__foot">
            <span className="connection-overlay__trying">
              <Spinner label={t('shell.lost-trying')} />
              <span aria-hidden="true">{t('shell.lost-trying')}</span>
            </span>
            <Button onClick={() => location.reload()}>{t('shell.reload')}</Button>
          </footer>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

const lookAgainMs = 2_000

/** Asks until main answers. Whether it answers but does not know this page, which belongs to an earlier start. */
function useLookingForMain(isLost: boolean): boolean {
  const { request, shell } = useStores()
  const [isShutOut, setShutOut] = useState(false)
  const wasShutOut = useRef(false)
  useEffect(() => {
    if (!isLost) return undefined
    const look = async (): Promise<void> => {
      try {
        await request('app:read')
        // It let this browser in by another tab since, so it is another process than the one this page knows.
        if (wasShutOut.current) location.reload()
        else shell.setState({ isConnectionLost: false })
      } catch (thrown) {
        if (!(thrown instanceof RequestFailure)) throw thrown
        wasShutOut.current = !isLoss(thrown.failure)
        setShutOut(wasShutOut.current)
      }
    }
    const timer = setInterval(() => void look(), lookAgainMs)
    return () => clearInterval(timer)
  }, [isLost, request, shell])
  return isShutOut
}
