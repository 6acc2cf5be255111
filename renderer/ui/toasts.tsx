import { Toast as Base } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { createContext, useContext, useMemo, type ReactNode } from 'react'
import type { Failure } from '../../shared/errors.ts'
import { useTranslate } from '../messages/use-translate.ts'
import { IconButton } from './icon-button.tsx'
import './button.css'
import './toasts.css'

export interface ToastContent {
  readonly title: string
  readonly body?: string | undefined
  readonly kind?: 'info' | 'error' | 'success' | undefined
  readonly action?: { readonly label: string; readonly run: () => void } | undefined
}

export interface Toasts {
  /** Says something at the lower edge. What went wrong, or can be taken back, stays longer. Returns what ends it early. */
  show(content: ToastContent): () => void
  /** Says what happened and what to do next. */
  showFailure(failure: Failure): void
}

/** null for what is said elsewhere. */
type Describe = (failure: Failure) => ToastContent | null

const DescribeContext = createContext<Describe>((failure) => ({ title: failure.message, kind: 'error' }))

const shortMs = 5_000
const longMs = 12_000

export function useToasts(): Toasts {
  const { add, close } = Base.useToastManager()
  const describe = useContext(DescribeContext)
  return useMemo(() => {
    const show = ({ title, body, kind = 'info', action }: ToastContent): (() => void) => {
      const run = (): void => {
        action?.run()
        close(id)
      }
      const id = add({
        title,
        description: body,
        type: kind,
        // A high one is hidden from screen readers but for its first announcement, button and all.
        priority: 'low',
        timeout: kind === 'error' || action !== undefined ? longMs : shortMs,
        ...(action === undefined ? {} : { actionProps: { children: action.label, onClick: run } }),
      })
      return () => close(id)
    }
    const showFailure = (failure: Failure): void => {
      const content = describe(failure)
      if (content !== null) show(content)
    }
    return { show, showFailure }
  }, [add, close, describe])
}

interface FailureWordsProps {
  /** The words and the remedy of a failure. */
  readonly describeFailure: Describe
  readonly children: ReactNode
}

/** Gives `showFailure` its words below it; lies inside `ToastsArea`, which holds the toasts themselves. */
export function FailureWords({ describeFailure, children }: FailureWordsProps) {
  return <DescribeContext value={describeFailure}>{children}</DescribeContext>
}

export function ToastsArea({ children }: { readonly children: ReactNode }) {
  return (
    <Base.Provider limit={4}>
      {children}
      <Base.Portal>
        <Base.Viewport className="toasts">
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function ToastList() {
  const t = useTranslate()
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className="toast">
      <Base.Content className="toast__content">
        <div className="toast__texts">
          <Base.Title className="toast__title" />
          <Base.Description className="toast__body" />
        </div>
        <Base.Action className="button" data-variant="plain" />
        <Base.Close render={<IconButton icon={<X />} label={t('common.close')} />} />
      </Base.Content>
    </Base.Root>
  ))
}
