import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useTranslate } from '../messages/use-translate.ts'
import { Button } from '../ui/button.tsx'
import { Spinner } from '../ui/spinner.tsx'
import { useFrom } from './stores.ts'
import './connection-overlay.css'

/** Lies over the window while main does not answer, and goes by itself when it does. */
export function ConnectionOverlay() {
  const t = useTranslate()
  const isLost = useFrom('shell', ({ isConnectionLost }) => isConnectionLost)
  return (
    <AlertDialog.Root open={isLost}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="dialog__backdrop connection-overlay__backdrop" />
        <AlertDialog.Popup className="dialog connection-overlay" data-size="s">
          <header className="dialog__head">
            <AlertDialog.Title className="dialog__title">{t('shell.lost-title')}</AlertDialog.Title>
          </header>
          <AlertDialog.Description className="dialog__body">{t('shell.lost-body')}</AlertDialog.Description>
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
