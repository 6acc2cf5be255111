import { AlertDialog as Base } from '@base-ui/react/alert-dialog'
import type { ReactNode } from 'react'
import { useTranslate } from '../messages/use-translate.ts'
import { Button } from './button.tsx'
import './dialog.css'

interface ConfirmDialogProps {
  readonly title: string
  readonly body: ReactNode
  /** What the button does, as a verb. */
  readonly action: string
  /** What the other button says, where “Cancel” could be taken for the action. */
  readonly dismiss?: string | undefined
  readonly danger?: boolean | undefined
  readonly isOpen: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** A question that must be answered; nothing happens without its button. */
export function ConfirmDialog({
  title,
  body,
  action,
  dismiss,
  danger,
  isOpen,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const t = useTranslate()
  const confirm = (): void => {
    onConfirm()
    onClose()
  }
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__backdrop" />
        <Base.Popup className="dialog" data-size="s">
          <header className="dialog__head">
            <Base.Title className="dialog__title">{title}</Base.Title>
          </header>
          <Base.Description render={<div />} className="dialog__body">
            {body}
          </Base.Description>
          <footer className="dialog__foot">
            <Base.Close render={<Button />}>{dismiss ?? t('common.cancel')}</Base.Close>
            <Button variant={danger === true ? 'danger' : 'primary'} onClick={confirm}>
              {action}
            </Button>
          </footer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
