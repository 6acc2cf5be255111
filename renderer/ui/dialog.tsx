import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useTranslate } from '../messages/use-translate.ts'
import { IconButton } from './icon-button.tsx'
import './dialog.css'

interface DialogProps {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly size?: 's' | 'm' | 'l' | undefined
  readonly footer?: ReactNode
  readonly children: ReactNode
}

const fields = 'input:not([disabled]), textarea:not([disabled]), [role="tab"][aria-selected="true"]'

/** A modal window: keeps the focus inside, closes by Escape, by its cross and by a press beside it. */
export function Dialog({ title, isOpen, onClose, size = 'm', footer, children }: DialogProps) {
  const t = useTranslate()
  const popup = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  // A field if there is one, otherwise the dialog itself: a key that is still held must press no button.
  const firstFocus = (): HTMLElement | null => body.current?.querySelector<HTMLElement>(fields) ?? popup.current
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="dialog__backdrop" />
        <Base.Popup ref={popup} className="dialog" data-size={size} initialFocus={firstFocus}>
          <header className="dialog__head">
            <Base.Title className="dialog__title">{title}</Base.Title>
            <Base.Close render={<IconButton icon={<X />} label={t('common.close')} />} />
          </header>
          <div ref={body} className="dialog__body">
            {children}
          </div>
          {footer !== undefined && <footer className="dialog__foot">{footer}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
